import { loadDraft, saveDraft } from "../lib/drafts.ts";

/**
 * The key under which this content was sent and not yet answered. It is kept in this browser before it is sent: when the answer is
 * lost, and the page with it, the same content goes under the same key again and is posted once.
 */
export function keyToSend(name: string, content: unknown): string {
  const text = JSON.stringify(content);
  const kept = loadDraft(name);
  if (typeof kept === "object" && kept !== null && "key" in kept && "content" in kept) {
    if (kept.content === text && typeof kept.key === "string") return kept.key;
  }
  const key = crypto.randomUUID();
  saveDraft(name, { content: text, key });
  return key;
}
