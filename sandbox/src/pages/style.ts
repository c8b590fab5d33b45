import { createHash } from "node:crypto";

/** One sheet for both pages, inline, allowed by its hash. Logical properties throughout: it mirrors by itself. */
export const STYLE = `
:root { color-scheme: light dark; --ground: #f3f5f4; --card: #fff; --ink: #14211c; --quiet: #52605a; --line: #cfd8d3;
  --accent: #0b6b4f; --on-accent: #fff; --soft: #e3f0ea; --bad: #a32a1b; --focus: #0b57d0; }
@media (prefers-color-scheme: dark) { :root { --ground: #0f1613; --card: #18211d; --ink: #eaf1ed; --quiet: #a9b8b0; --line: #37453e;
  --accent: #5fd0a8; --on-accent: #05271b; --soft: #1f3029; --bad: #ff9d8f; --focus: #8ab4ff; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 1rem/1.5 system-ui, "Segoe UI", Roboto, "Noto Sans", "Noto Sans Hebrew", sans-serif; }
a { color: var(--accent); }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
h1 { font-size: 1.125rem; margin: 0; font-weight: 600; }
h2 { font-size: 1.125rem; margin: 2.5rem 0 .5rem; }
.notice { background: var(--soft); border-block-end: 1px solid var(--line); padding: .5rem 1rem; text-align: center; font-size: .875rem; margin: 0; }
.pay { max-width: 26rem; margin: 0 auto; padding: 1.25rem 1rem 2rem; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 1rem; padding: 1.5rem 1.25rem; }
.amount { margin: .75rem 0 .25rem; display: flex; flex-wrap: wrap; align-items: baseline; gap: .5rem; }
.figure { font-size: clamp(2rem, 11vw, 2.75rem); line-height: 1.1; font-weight: 700; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
.figure.long { font-size: clamp(1.375rem, 7vw, 2rem); }
.currency { font-size: 1rem; color: var(--quiet); font-weight: 600; }
.quiet { color: var(--quiet); font-size: .875rem; margin: .25rem 0; overflow-wrap: anywhere; }
fieldset { border: 0; margin: 1.25rem 0; padding: 0; display: grid; gap: .5rem; }
legend { padding: 0; margin-block-end: .5rem; font-weight: 600; }
.choice { display: flex; align-items: center; gap: .75rem; min-height: 2.75rem; padding: .5rem .875rem; border: 1px solid var(--line); border-radius: .75rem; cursor: pointer; }
.choice:has(:checked) { border-color: var(--accent); background: var(--soft); }
.choice input { inline-size: 1.25rem; block-size: 1.25rem; margin: 0; accent-color: var(--accent); }
button, .button { display: block; width: 100%; min-height: 2.75rem; padding: .625rem 1rem; margin-block-start: .625rem; border-radius: .75rem; border: 1px solid var(--line);
  background: transparent; color: var(--ink); font: inherit; font-weight: 600; text-align: center; text-decoration: none; cursor: pointer; }
button.primary, .button.primary { background: var(--accent); border-color: var(--accent); color: var(--on-accent); min-height: 3.25rem; }
button.bad { color: var(--bad); }
.state { padding: .75rem 1rem; border-radius: .75rem; background: var(--soft); margin: 1rem 0; font-weight: 600; }
.languages { display: flex; flex-wrap: wrap; justify-content: center; margin-block-start: 1rem; list-style: none; padding: 0; }
.languages a { display: inline-flex; align-items: center; min-height: 2.75rem; padding: 0 .5rem; font-size: .8125rem; }
.languages [aria-current] { font-weight: 700; text-decoration: none; color: var(--ink); }
.books { max-width: 76rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
.ask { display: grid; gap: .75rem; }
.ask h2, .ask p { margin-block-end: 0; }
.ask label { display: grid; gap: .25rem; font-weight: 600; }
.ask input { min-height: 2.75rem; padding: .5rem .875rem; border: 1px solid var(--quiet); border-radius: .75rem; background: var(--card); color: var(--ink); font: inherit; }
.copy { user-select: all; overflow-wrap: anywhere; }
dt { font-weight: 600; margin-block-start: .75rem; }
dd { margin: .25rem 0 0; }
.scroll { overflow-x: auto; background: var(--card); border: 1px solid var(--line); border-radius: .75rem; }
table { border-collapse: collapse; width: 100%; font-size: .875rem; }
th, td { text-align: start; padding: .5rem .75rem; border-block-end: 1px solid var(--line); white-space: nowrap; vertical-align: top; }
tbody tr:last-child > * { border-block-end: 0; }
th { color: var(--quiet); font-weight: 600; }
td.wide { white-space: normal; min-width: 16rem; }
.number { text-align: end; font-variant-numeric: tabular-nums; }
code { font-family: ui-monospace, Menlo, Consolas, monospace; font-size: .9em; }
.tables { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fit, minmax(18rem, 1fr)); align-items: start; }
`;

export const STYLE_HASH = `sha256-${createHash("sha256").update(STYLE).digest("base64")}`;
