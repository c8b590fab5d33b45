export type Shared = "shared" | "copied" | "closed" | "failed";

/** What a browser offers for it; some have neither, some only on https. */
export interface Sharing {
  share?: (data: { title: string; url: string }) => Promise<void>;
  clipboard?: { writeText: (text: string) => Promise<void> };
}

/** The telephone's own way to send a link; where there is none, or it fails, the link is copied. */
export async function shareOrCopy(what: { title: string; url: string }, browser: Sharing): Promise<Shared> {
  if (browser.share) {
    try {
      await browser.share(what);
      return "shared";
    } catch (error) {
      // Closed by the person: that is an answer, not a fault.
      if (error instanceof DOMException && error.name === "AbortError") return "closed";
    }
  }
  try {
    if (!browser.clipboard) return "failed";
    await browser.clipboard.writeText(what.url);
    return "copied";
  } catch {
    return "failed";
  }
}
