/** Unsent input, kept in this browser so that a reload or a lost link loses nothing. Forgotten after two weeks. */
const LIFE_MS = 14 * 86_400_000;
const PREFIX = "cp-draft:";

export function saveDraft(key: string, values: unknown): void {
  try {
    localStorage.setItem(PREFIX + key, JSON.stringify({ at: Date.now(), values }));
  } catch {
    // A full disk costs the draft, not the page.
  }
}

export function loadDraft(key: string): unknown {
  try {
    const text = localStorage.getItem(PREFIX + key);
    if (text === null) return null;
    const kept: unknown = JSON.parse(text);
    if (typeof kept !== "object" || kept === null || !("at" in kept) || !("values" in kept)) return null;
    if (typeof kept.at !== "number" || Date.now() - kept.at > LIFE_MS) return null;
    return kept.values;
  } catch {
    return null;
  }
}

export function dropDraft(key: string): void {
  try {
    localStorage.removeItem(PREFIX + key);
  } catch {
    // Nothing was kept then.
  }
}

/** At sign-out: what one person typed is not shown to the next. */
export function dropAllDrafts(): void {
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(PREFIX)) localStorage.removeItem(key);
  } catch {
    // Nothing was kept then.
  }
}
