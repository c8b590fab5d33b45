/**
 * Where the holes of a template stand, so that each value is escaped for its place. Read once for each template, from
 * its static strings alone; a hole in a place that cannot be made safe is a mistake of the template and throws at once.
 */
export type Hole =
  | { kind: "text" }
  /** The inside of a quoted attribute. `whole`: the hole is the entire value. */
  | { kind: "value"; name: string; whole: boolean }
  /** Between the attributes of a tag: takes `attrs({ … })`. */
  | { kind: "attributes" };

type State = "text" | "tag" | "value" | "comment" | "opaque";

const URL_NAMES = new Set(["href", "src", "action", "formaction", "poster", "cite", "data", "xlink:href"]);
const FORBIDDEN_NAMES = new Set(["style", "srcdoc", "srcset"]);
/** Their content is not HTML: nothing that we escape would be safe in it. */
const OPAQUE = /^<(script|style|iframe|noscript|xmp|plaintext)(?![a-z0-9-])/i;

export function isUrlName(name: string): boolean {
  return URL_NAMES.has(name);
}

/** Whether an attribute of this name may carry a value from outside. */
export function isSafeName(name: string): boolean {
  return /^[a-z][a-z0-9:-]*$/i.test(name) && !/^on/i.test(name) && !FORBIDDEN_NAMES.has(name.toLowerCase());
}

interface Cursor {
  state: State;
  quote: string;
  name: string;
  /** The element whose content is not HTML, while in its tag or in it. */
  opaque: string;
  /** Start of the attribute's value, counted in the current string; -1: it began in an earlier one. */
  valueStart: number;
}

export function holesOf(strings: readonly string[]): readonly Hole[] {
  const cursor: Cursor = { state: "text", quote: "", name: "", opaque: "", valueStart: -1 };
  const holes: Hole[] = [];
  strings.forEach((text, index) => {
    cursor.valueStart = -1;
    for (let at = 0; at < text.length; at += 1) at = step(cursor, text, at);
    if (index < strings.length - 1) holes.push(holeAt(cursor, text, strings[index + 1] ?? ""));
  });
  if (cursor.state !== "text") throw new Error("a template must close every tag that it opens");
  return holes;
}

/** Reads one character; answers the index of the last one that was read. */
function step(cursor: Cursor, text: string, at: number): number {
  const char = text[at];
  switch (cursor.state) {
    case "text":
      return char === "<" ? openTag(cursor, text, at) : at;
    case "tag":
      if (char === ">") cursor.state = cursor.opaque ? "opaque" : "text";
      if (char === '"' || char === "'") openValue(cursor, text, at);
      return at;
    case "value":
      if (char === cursor.quote) cursor.state = "tag";
      return at;
    case "comment":
      if (!text.startsWith("-->", at)) return at;
      cursor.state = "text";
      return at + 2;
    case "opaque":
      if (!text.slice(at).toLowerCase().startsWith(`</${cursor.opaque}`)) return at;
      cursor.state = "tag";
      cursor.opaque = "";
      return at + 1;
  }
}

function openTag(cursor: Cursor, text: string, at: number): number {
  if (text.startsWith("<!--", at)) {
    cursor.state = "comment";
    return at + 3;
  }
  cursor.opaque = OPAQUE.exec(text.slice(at, at + 12))?.[1]?.toLowerCase() ?? "";
  cursor.state = "tag";
  return at;
}

function openValue(cursor: Cursor, text: string, at: number): void {
  const name = /([^\s"'<>/=]+)\s*=\s*$/.exec(text.slice(0, at))?.[1];
  if (!name) throw new Error("an attribute's name must be written in the template");
  cursor.state = "value";
  cursor.quote = text[at] ?? "";
  cursor.name = name.toLowerCase();
  cursor.valueStart = at + 1;
}

function holeAt(cursor: Cursor, before: string, after: string): Hole {
  switch (cursor.state) {
    case "text":
      return { kind: "text" };
    case "comment":
      throw new Error("no holes in comments");
    case "opaque":
      throw new Error(`no holes in the content of ${cursor.opaque}`);
    case "tag":
      if (!/\s$/.test(before)) throw new Error('an attribute\'s value must be in quotes: name="${value}"');
      return { kind: "attributes" };
    case "value": {
      if (!isSafeName(cursor.name)) throw new Error(`no holes in the attribute ${cursor.name}`);
      const whole = cursor.valueStart === before.length && after.startsWith(cursor.quote);
      if (isUrlName(cursor.name) && !whole) throw new Error("an address is one hole: build it with `path`");
      return { kind: "value", name: cursor.name, whole };
    }
  }
}
