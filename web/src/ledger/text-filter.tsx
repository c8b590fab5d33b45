import { TextInput } from "@mantine/core";
import { type ReactNode, useEffect, useRef, useState } from "react";

const PAUSE_MS = 300;

interface TextFilterProps {
  label: string;
  value: string | undefined;
  onChange: (value: string | undefined) => void;
  icon?: ReactNode;
  /** What to choose from while one types; anything else may be written too. */
  suggestions?: readonly { value: string; label: string }[];
  inputMode?: "text" | "decimal";
  dir?: "ltr";
  type?: "text" | "search" | "date" | "datetime-local";
  error?: string | null;
}

/** A filter that one types: it counts when the typing pauses, and lives in the address. */
export function TextFilter({ label, value = "", onChange, icon, suggestions, error, ...rest }: TextFilterProps) {
  const [text, setText] = useState(value);
  const isTyping = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    // What came from elsewhere: the way back, a button that clears. Never over what is being typed.
    if (!isTyping.current) setText(value);
  }, [value]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const change = (next: string) => {
    setText(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => onChange(next.trim() || undefined), PAUSE_MS);
  };
  const id = `filter-${label}`;
  return (
    <>
      <TextInput
        {...rest}
        label={label}
        value={text}
        onChange={(event) => change(event.currentTarget.value)}
        onFocus={() => {
          isTyping.current = true;
        }}
        onBlur={() => {
          isTyping.current = false;
        }}
        leftSection={icon}
        error={error}
        autoComplete="off"
        {...(suggestions ? { list: id } : {})}
      />
      {suggestions ? (
        <datalist id={id}>
          {suggestions.map((one) => (
            <option key={one.value} value={one.value}>
              {one.label}
            </option>
          ))}
        </datalist>
      ) : null}
    </>
  );
}
