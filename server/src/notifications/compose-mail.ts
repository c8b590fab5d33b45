import { hasText, t } from "../platform/i18n.ts";
import { isOwnPath } from "../platform/own-path.ts";
import { MAIL_KIND, type MailContent, type MailRequest, oneLine } from "./mail.ts";

/** Puts the words of a mail together from the catalogue of the module that asked for it. */
export function composeMail(request: MailRequest, publicUrl: string): MailContent {
  if (!MAIL_KIND.test(request.kind)) throw new Error(`a mail's kind is module.name, not ${request.kind}`);
  const [module = "", name = ""] = request.kind.split(".");
  const say = (part: string) => t(request.locale, module, `mail.${name}.${part}`, request.data);
  // English is complete, so it tells which parts the mail has.
  const has = (part: string) => hasText("en", module, `mail.${name}.${part}`);
  const paragraphs = splitParagraphs(say("body"));
  return {
    locale: request.locale,
    subject: oneLine(say("subject")),
    preview: oneLine(has("preview") ? say("preview") : (paragraphs[0] ?? "")),
    heading: say("heading"),
    paragraphs,
    facts: (request.facts ?? []).map(({ label, value }) => ({ label: say(`facts.${label}`), value })),
    action: request.action === undefined ? null : { label: say("action"), url: absoluteUrl(request.action, publicUrl) },
    notes: has("note") ? splitParagraphs(say("note")) : [],
  };
}

function absoluteUrl(path: string, publicUrl: string): string {
  if (!isOwnPath(path)) throw new Error("a mail leads to a path of this server");
  return `${publicUrl}${path}`;
}

function splitParagraphs(text: string): string[] {
  return text.split(/\n{2,}/).filter((paragraph) => paragraph.length > 0);
}
