import { type Hole, holesOf, isSafeName, isUrlName } from "./html-holes.ts";

/** HTML that is safe to send. Made by `html` and `raw` alone: a plain string is never taken for it. */
export class Html {
  readonly #text: string;
  constructor(text: string, made: typeof MADE) {
    if (made !== MADE) throw new Error("use html`…` or raw()");
    this.#text = text;
  }
  toString(): string {
    return this.#text;
  }
}

/** Only this file can make one. */
const MADE = Symbol("made by html");

/** Attributes that `attrs` has escaped; stands only inside a tag. */
export class Attributes {
  readonly text: string;
  constructor(text: string, made: typeof MADE) {
    if (made !== MADE) throw new Error("use attrs()");
    this.text = text;
  }
}

/** What a hole takes. Nothing is printed for null, undefined and false; `true` is a mistake and therefore no member. */
export type Content = Html | Attributes | string | number | bigint | null | undefined | false | readonly Content[];

const holesByTemplate = new WeakMap<TemplateStringsArray, readonly Hole[]>();

/** Escapes every value for the place where it stands: text, a quoted attribute, or an address (checked). */
export function html(strings: TemplateStringsArray, ...values: readonly Content[]): Html {
  let holes = holesByTemplate.get(strings);
  if (!holes) {
    holes = holesOf(strings);
    holesByTemplate.set(strings, holes);
  }
  let text = strings[0] ?? "";
  for (const [index, hole] of holes.entries()) text += fill(hole, values[index]) + (strings[index + 1] ?? "");
  return new Html(text, MADE);
}

/** Takes text as HTML without a look. Only for what the program itself wrote: never for a value from outside. */
export function raw(trusted: string): Html {
  return new Html(trusted, MADE);
}

export const nothing: Html = raw("");

/** `<input ${attrs({ required: true, value: name })}>`: true is the bare name; false, null and undefined leave it out. */
export function attrs(
  values: Readonly<Record<string, string | number | bigint | boolean | null | undefined>>,
): Attributes {
  let text = "";
  for (const [name, value] of Object.entries(values)) {
    if (!isSafeName(name)) throw new Error(`no values for the attribute ${name}`);
    if (value === false || value === null || value === undefined) continue;
    text += value === true ? ` ${name}` : ` ${name}="${escapeHtml(valueFor(name.toLowerCase(), String(value)))}"`;
  }
  return new Attributes(text.trimStart(), MADE);
}

/** A path of this site: path`/g/${slug}`. Every value becomes one encoded segment or query value. */
export function path(strings: TemplateStringsArray, ...values: readonly (string | number)[]): string {
  return strings.reduce(
    (sum, part, index) => sum + encodeURIComponent(String(values[index - 1] ?? "").toWellFormed()) + part,
  );
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
  "`": "&#96;",
};

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"'`]/g, (char) => ENTITIES[char] ?? char);
}

/**
 * An address that a browser may follow: a path of this site, a part of this page, http(s), mail or telephone. All else
 * (`javascript:`, `data:`, another site in disguise such as `//host` or `/\host`) becomes an address that leads nowhere.
 */
export function safeUrl(url: string): string {
  const isOurs = /^(\/(?![/\\])|[#?])/.test(url);
  const isKnown = /^(https?:\/\/|mailto:|tel:)/i.test(url);
  // Browsers drop tabs and line breaks anywhere in an address, so that "java\nscript:" would work.
  return (isOurs || isKnown) && !hasControl(url) ? url : "about:invalid";
}

function hasControl(url: string): boolean {
  return [...url].some((char) => char <= " " || char === "\\");
}

function fill(hole: Hole, value: Content): string {
  switch (hole.kind) {
    case "text":
      return inText(value);
    case "attributes":
      if (value instanceof Attributes) return value.text;
      if (value === false || value === null || value === undefined) return "";
      throw new TypeError("a hole between attributes takes attrs({ … })");
    case "value":
      if (value instanceof Html || value instanceof Attributes || Array.isArray(value)) {
        throw new TypeError(`the attribute ${hole.name} takes text, not HTML`);
      }
      return isEmpty(value) ? "" : escapeHtml(valueFor(hole.name, String(value)));
  }
}

function inText(value: Content): string {
  if (value instanceof Html) return value.toString();
  if (value instanceof Attributes) throw new TypeError("attributes stand inside a tag");
  if (isList(value)) return value.map(inText).join("");
  return isEmpty(value) ? "" : escapeHtml(String(value));
}

function isEmpty(value: Content): value is null | undefined | false {
  return value === null || value === undefined || value === false;
}

function isList(value: Content): value is readonly Content[] {
  return Array.isArray(value);
}

function valueFor(name: string, text: string): string {
  return isUrlName(name) ? safeUrl(text) : text;
}
