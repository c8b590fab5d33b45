import { dir } from "../platform/direction.ts";
import { type Html, html, raw } from "../platform/html.ts";
import { t } from "../platform/i18n.ts";
import type { MailContent, RenderedMail } from "./mail.ts";

/** Draws a mail: a text part that says everything, and HTML that works in clients which know only tables and inline styles. */
export function renderMail(content: MailContent, publicUrl: string): RenderedMail {
  return {
    subject: content.subject,
    text: renderText(content, publicUrl),
    html: `<!doctype html>${renderHtml(content, publicUrl)}`,
  };
}

function renderText(content: MailContent, publicUrl: string): string {
  const parts = [
    content.heading,
    ...content.paragraphs,
    content.facts.map(({ label, value }) => `${label}: ${value}`).join("\n"),
    content.action ? `${content.action.label}:\n${content.action.url}` : "",
    ...content.notes,
    `-- \n${t(content.locale, "notifications", "layout.footer")}\n${publicUrl}`,
  ];
  return `${parts.filter((part) => part.length > 0).join("\n\n")}\n`;
}

/** Clients that know dark mode get these colours; all others keep the light ones, which stand inline. */
const DARK = raw(`<style>
:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (prefers-color-scheme: dark) {
  .page { background: #121716 !important; }
  .card { background: #1c2422 !important; border-color: #33403c !important; }
  .ink { color: #eef3f1 !important; }
  .dim { color: #a9b8b3 !important; }
  .name { color: #3fb99a !important; }
  .line { border-color: #33403c !important; }
  .button { background: #3fb99a !important; }
  .button a { color: #06231c !important; }
}
</style>`);

function renderHtml(content: MailContent, publicUrl: string): Html {
  const { locale } = content;
  return html`<html lang="${locale}" dir="${dir(locale)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${content.subject}</title>
${DARK}
</head>
<body class="page" dir="${dir(locale)}" style="margin:0;padding:0;background:#f3f6f5">
<div style="display:none;max-height:0;overflow:hidden;opacity:0">${content.preview}</div>
<table role="presentation" class="page" width="100%" cellpadding="0" cellspacing="0" border="0" style="background:#f3f6f5">
<tr><td align="center" style="padding:32px 16px">
<table role="presentation" class="card" width="100%" cellpadding="0" cellspacing="0" border="0" dir="${dir(locale)}" style="max-width:560px;background:#ffffff;border:1px solid #dde5e2;border-radius:16px">
<tr><td style="padding:28px 32px 0">
<p class="name" style="margin:0;font:700 15px/1.4 Arial,Helvetica,sans-serif;color:#0b6e58"><bdi>Commonpurse</bdi></p>
</td></tr>
<tr><td style="padding:12px 32px 28px">
<h1 class="ink" style="margin:0 0 16px;font:700 24px/1.3 Arial,Helvetica,sans-serif;color:#14201d">${content.heading}</h1>
${content.paragraphs.map(paragraph)}
${content.facts.length > 0 && facts(content)}
${content.action && button(content.action, locale)}
${content.notes.map(note)}
</td></tr>
</table>
<p class="dim" style="margin:20px 0 0;max-width:560px;font:13px/1.6 Arial,Helvetica,sans-serif;color:#5b6965">${t(locale, "notifications", "layout.footer")}<br><a class="dim" href="${publicUrl}" style="color:#5b6965"><bdi>${publicUrl.replace(/^https?:\/\//, "")}</bdi></a></p>
</td></tr>
</table>
</body>
</html>`;
}

function paragraph(text: string): Html {
  return html`<p class="ink" style="margin:0 0 16px;font:16px/1.6 Arial,Helvetica,sans-serif;color:#14201d">${lines(text)}</p>`;
}

function note(text: string): Html {
  return html`<p class="dim" style="margin:16px 0 0;font:14px/1.6 Arial,Helvetica,sans-serif;color:#5b6965">${lines(text)}</p>`;
}

/** Single line breaks of a text stay line breaks. */
function lines(text: string): readonly Html[] {
  return text.split("\n").map((line, index) => (index === 0 ? html`${line}` : html`<br>${line}`));
}

function facts(content: MailContent): Html {
  return html`<table width="100%" cellpadding="0" cellspacing="0" border="0" style="margin:4px 0 20px">
${content.facts.map(
  ({ label, value }) => html`<tr>
<th scope="row" class="dim line" align="${startOf(content.locale)}" style="padding:10px 0;border-bottom:1px solid #dde5e2;font:15px/1.5 Arial,Helvetica,sans-serif;color:#5b6965">${label}</th>
<td class="ink line" align="${endOf(content.locale)}" style="padding:10px 0;border-bottom:1px solid #dde5e2;font:700 15px/1.5 Arial,Helvetica,sans-serif;color:#14201d"><bdi>${value}</bdi></td>
</tr>`,
)}
</table>`;
}

function button(action: { label: string; url: string }, locale: string): Html {
  return html`<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin:24px 0 16px"><tr>
<td class="button" style="background:#0b6e58;border-radius:10px"><a href="${action.url}" style="display:inline-block;padding:14px 26px;font:700 16px/1.2 Arial,Helvetica,sans-serif;color:#ffffff;text-decoration:none">${action.label}</a></td>
</tr></table>
<p class="dim" style="margin:0;font:13px/1.6 Arial,Helvetica,sans-serif;color:#5b6965">${t(locale, "notifications", "layout.plain_link")}<br><a class="dim" href="${action.url}" dir="ltr" style="color:#5b6965;word-break:break-all">${action.url}</a></p>`;
}

/** Mail clients know `align`, few know `text-align: start`. */
function startOf(locale: string): "left" | "right" {
  return dir(locale) === "rtl" ? "right" : "left";
}

function endOf(locale: string): "left" | "right" {
  return dir(locale) === "rtl" ? "left" : "right";
}
