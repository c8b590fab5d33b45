/** Small things that this browser remembers. A browser that forbids it is no fault: then nothing is remembered. */
export type Remembered = "language" | "colours" | "contrast" | "community";

export function remember(what: Remembered, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(`cp-${what}`);
    else localStorage.setItem(`cp-${what}`, value);
  } catch {
    // Private windows and full disks say no.
  }
}

export function remembered(what: Remembered): string | null {
  try {
    return localStorage.getItem(`cp-${what}`);
  } catch {
    return null;
  }
}
