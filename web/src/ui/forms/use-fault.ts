import { type FieldValues, get, type Path, useFormState } from "react-hook-form";

/** The sentence that stands beside a field, if something is wrong with it. */
export function useFault<V extends FieldValues>(name: Path<V>): string | null {
  const { errors } = useFormState<V>();
  const found: unknown = get(errors, name);
  const fault = typeof found === "object" && found !== null && "root" in found && found.root ? found.root : found;
  const message = typeof fault === "object" && fault !== null && "message" in fault ? fault.message : null;
  return typeof message === "string" && message !== "" ? message : null;
}
