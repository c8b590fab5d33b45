import { type AccountClass, type BookAccount, classOf } from "../books.ts";

const ROOT: Readonly<Record<AccountClass, string>> = {
  assets: "Assets",
  liabilities: "Liabilities",
  equity: "Equity",
  revenues: "Income",
  expenses: "Expenses",
};

/**
 * What beancount has no letter for in an account's name. Codes are lower case, so a capital inside of a component is free to
 * mean something, and two codes never meet in one name: `_` is U, `.` is D. A component must begin with a capital or a digit: a
 * letter becomes its capital; what has none stands behind an X, by another letter than inside, so that `x_` (XU) and `_` (XV)
 * differ.
 */
const INSIDE: Readonly<Record<string, string>> = { _: "U", ".": "D" };
const FIRST: Readonly<Record<string, string>> = { _: "XV", ".": "XE", "-": "XH" };
const EMPTY = "XN";

/** `escrow/goal/7_a` of type ESCROW is `Liabilities:Escrow:Goal:7Ua`. */
export function beancountName(account: Pick<BookAccount, "code" | "type">): string {
  return [ROOT[classOf(account.type)], ...account.code.split("/").map(component)].join(":");
}

function component(text: string): string {
  const [first, ...rest] = text;
  if (first === undefined) return EMPTY;
  return (FIRST[first] ?? first.toUpperCase()) + rest.map((letter) => INSIDE[letter] ?? letter).join("");
}
