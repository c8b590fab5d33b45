import { Html, html } from "./html.ts";
import { STYLE } from "./style.ts";

const SHEET = new Html(`<style>${STYLE}</style>`);
const ICON = "data:,";

export function layout(page: { title: string; lang: string; direction: "ltr" | "rtl"; body: Html }): string {
  const { text } = html`<html lang="${page.lang}" dir="${page.direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>${page.title}</title>
<link rel="icon" href="${ICON}">
${SHEET}
</head>
<body>${page.body}</body>
</html>
`;
  return `<!doctype html>\n${text}`;
}
