import { useState } from "react";
import { dropDraft, loadDraft, saveDraft } from "../lib/drafts.ts";
import type { Media } from "../lib/wire.ts";

interface KeptMedia {
  media: readonly Media[];
  change: (media: readonly Media[]) => void;
  /** Once they were sent with their form, or it was begun afresh. */
  forget: () => void;
}

/** What was uploaded for a form, kept beside its draft: many a phone throws the page away while its camera is open. */
export function useKeptMedia(draft: string | undefined, first: readonly Media[] = []): KeptMedia {
  const key = draft && `${draft}-media`;
  const [media, setMedia] = useState(() => (key ? mediaIn(loadDraft(key)) : null) ?? first);
  return {
    media,
    change(next) {
      setMedia(next);
      if (key) saveDraft(key, next);
    },
    forget() {
      setMedia(first);
      if (key) dropDraft(key);
    },
  };
}

/** What this browser kept may be of an older version of ours. */
export function mediaIn(kept: unknown): Media[] | null {
  if (!Array.isArray(kept)) return null;
  return kept.flatMap((one: unknown) => {
    if (typeof one !== "object" || one === null || !("id" in one) || !("contentType" in one)) return [];
    const { id, contentType } = one;
    return typeof id === "string" && typeof contentType === "string" ? [{ id, contentType }] : [];
  });
}
