import type { TextParams } from "../platform/i18n.ts";

/**
 * A mail as a module asks for it. `kind` is `<module>.<name>`: the texts stand in that module's catalogue under
 * `mail.<name>`: `subject`, `heading`, `body` (paragraphs parted by an empty line), and where they are wanted `preview`,
 * `action`, `note`, `facts.<label>`. Values for the texts come in `data`, already formatted for the reader's locale.
 */
export interface MailRequest {
  to: string;
  locale: string;
  kind: string;
  data: TextParams;
  /** The user whom it concerns, where there is one. */
  userId?: string;
  /** A path of this server, such as `/verify?t=…`: where the button leads. */
  action?: string;
  /** Lines of a small table. Labels are keys under `facts`. */
  facts?: readonly { label: string; value: string }[];
}

/** A mail in a person's words, before it is drawn. */
export interface MailContent {
  locale: string;
  subject: string;
  /** What an inbox shows beside the subject. */
  preview: string;
  heading: string;
  paragraphs: readonly string[];
  facts: readonly { label: string; value: string }[];
  action: { label: string; url: string } | null;
  notes: readonly string[];
}

/** A mail as it is sent. */
export interface RenderedMail {
  subject: string;
  text: string;
  html: string;
}

/** One line without control characters, whatever a name or a title brought along: a subject is a header. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, " ").trim();
}

export const MAIL_KIND = /^[a-z]+\.[a-z_]+$/;
