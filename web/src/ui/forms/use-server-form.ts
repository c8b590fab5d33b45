import { useEffect, useRef } from "react";
import { type DefaultValues, type FieldValues, type Path, type UseFormReturn, useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { dropDraft, loadDraft, saveDraft } from "../../lib/drafts.ts";
import { isProblem } from "../../lib/problem.ts";
import { useSentence } from "../states.tsx";
import { nearestField } from "./pointer.ts";

interface ServerFormOptions<V extends FieldValues, R> {
  defaultValues: DefaultValues<V>;
  /** Sends the values. Faults that it throws are shown beside their fields. */
  send: (values: V, key: string) => Promise<R>;
  onDone?: (result: R, values: V) => void;
  /** Keeps what is typed in this browser until it was sent. Never for passwords. */
  draft?: string;
}

export interface ServerForm<V extends FieldValues> {
  form: UseFormReturn<V>;
  submit: (event?: React.BaseSyntheticEvent) => Promise<void>;
  /** A fault that belongs to no field. */
  fault: string | null;
  isBusy: boolean;
  /** True when a draft of an earlier visit was put back. */
  isRestored: boolean;
  /** Throws the draft away and starts afresh. */
  startOver: () => void;
}

/** react-hook-form with the server's faults beside their fields, a draft, and one idempotency key for each content. */
export function useServerForm<V extends FieldValues, R>(options: ServerFormOptions<V, R>): ServerForm<V> {
  const { defaultValues, send, onDone, draft } = options;
  const { t } = useTranslation("ui");
  const sentence = useSentence();
  const restored = useRef(draft ? (loadDraft(draft) as DefaultValues<V> | null) : null);
  const form = useForm<V>({
    defaultValues: restored.current ?? defaultValues,
    mode: "onTouched",
    reValidateMode: "onChange",
  });
  useDraft(form, draft);
  const keys = useRef(new Map<string, string>());
  const carryOut = form.handleSubmit(async (values) => {
    form.clearErrors("root");
    // Before anything is sent: what is lost with the page from here on may have been carried out.
    if (draft) saveDraft(draft, values);
    try {
      const result = await send(values, keyFor(keys.current, values));
      if (draft) dropDraft(draft);
      onDone?.(result, values);
    } catch (error) {
      const left = showFaults(form, error, sentence(error), t("form.checkFields"));
      if (left) form.setError("root.server" as Path<V>, { message: left });
    }
  });
  return {
    form,
    submit: carryOut,
    fault: form.formState.errors.root?.["server"]?.message ?? null,
    isBusy: form.formState.isSubmitting,
    isRestored: restored.current !== null,
    startOver: () => {
      restored.current = null;
      form.reset(defaultValues);
      if (draft) dropDraft(draft);
    },
  };
}

/** The same content has the same key, however often it is sent; a changed one is another wish. */
function keyFor(keys: Map<string, string>, values: unknown): string {
  const content = JSON.stringify(values);
  const known = keys.get(content) ?? crypto.randomUUID();
  keys.set(content, known);
  return known;
}

/** Puts each fault beside its field; answers with what is left to be said for the whole form. */
function showFaults<V extends FieldValues>(
  form: UseFormReturn<V>,
  error: unknown,
  sentence: string,
  general: string,
): string | null {
  if (!isProblem(error) || error.problem.errors.length === 0) return sentence;
  const names = fieldNames(form.getValues());
  let placed = 0;
  for (const { pointer, detail } of error.problem.errors) {
    const name = nearestField(pointer, names);
    if (name === null) continue;
    form.setError(
      name as Path<V>,
      { type: "server", message: detail === "" ? sentence : detail },
      { shouldFocus: placed === 0 },
    );
    placed++;
  }
  return placed === error.problem.errors.length ? general : sentence;
}

function fieldNames(value: unknown, prefix = ""): string[] {
  const own = prefix === "" ? [] : [prefix];
  if (typeof value !== "object" || value === null) return own;
  return [
    ...own,
    ...Object.entries(value).flatMap(([name, inner]) => fieldNames(inner, prefix === "" ? name : `${prefix}.${name}`)),
  ];
}

function useDraft<V extends FieldValues>(form: UseFormReturn<V>, draft: string | undefined): void {
  useEffect(() => {
    if (!draft) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isTyped = false;
    const watching = form.watch((values, { type }) => {
      // Not formState.isDirty: read for the first time after the first burst of typing, it still says that nothing was touched.
      isTyped ||= type === "change";
      clearTimeout(timer);
      timer = setTimeout(() => {
        if (isTyped || loadDraft(draft) !== null) saveDraft(draft, values);
      }, 300);
    });
    return () => {
      clearTimeout(timer);
      watching.unsubscribe();
    };
  }, [form, draft]);
}
