import type { AccountType } from "../../posting.ts";
import { type Finding, finding } from "./findings.ts";
import type { ImportOptions, ParsedAccount } from "./parsed-books.ts";

/** An account as it will stand in the books. */
export interface ImportedAccount {
  /** As the file calls it. */
  name: string;
  code: string;
  type: AccountType;
  /** Of its first use. */
  line: number;
}

/** What the accounts with an uncertain type are meanwhile: they have a problem, and nothing is written. */
const UNKNOWN: AccountType = "EQUITY";

/** The words that plain-text accounting programs know their five roots by. */
const ROOTS: readonly (readonly [RegExp, AccountType])[] = [
  [/^assets?(?::|$)/i, "ASSET"],
  [/^(?:debts?|liabilit(?:y|ies))(?::|$)/i, "LIABILITY"],
  [/^equity(?::|$)/i, "EQUITY"],
  [/^(?:income|revenues?)(?::|$)/i, "REVENUE"],
  [/^expenses?(?::|$)/i, "EXPENSE"],
];

/** A name that is longer has no code: looking for its parts would be all that it is good for. */
const MOST_NAME = 300;

/** As the database holds it. */
const CODE = /^[a-z0-9][a-z0-9/_.-]{0,199}$/;

/** Code and type of each account that is used, given the line of its first use. */
export function resolveAccounts(
  used: ReadonlyMap<string, number>,
  declared: ReadonlyMap<string, ParsedAccount>,
  options: ImportOptions,
): { accounts: Map<string, ImportedAccount>; findings: Finding[] } {
  const accounts = new Map<string, ImportedAccount>();
  const owners = new Map<string, string>();
  const findings: Finding[] = [];
  for (const [name, line] of used) {
    if (name.length > MOST_NAME) {
      findings.push(finding("account_code_invalid", line, { account: `${name.slice(0, 40)}…`, code: "…" }));
      continue;
    }
    const told = options.codes && Object.hasOwn(options.codes, name) ? options.codes[name] : undefined;
    const code = told ?? declared.get(name)?.code ?? codeOfName(name);
    const type = typeOf(name, declared, options);
    const other = owners.get(code);
    if (!type) findings.push(finding("account_type_unknown", line, { account: name }));
    if (!CODE.test(code)) findings.push(finding("account_code_invalid", line, { account: name, code }));
    if (other !== undefined && told === undefined)
      findings.push(finding("account_code_shared", line, { account: name, other, code }));
    owners.set(code, name);
    accounts.set(name, { name: declared.get(name)?.name ?? name, code, type: type ?? UNKNOWN, line });
  }
  return { accounts, findings };
}

/**
 * What is a code of our books already is itself, so that a table of ours finds its accounts again. Else: `Assets:Bank Account:Crédit` is `assets/bank-account/credit`: lower case, without accents, hyphens for what a code cannot
 * hold; letters of other scripts by their number in Unicode. The same name has the same code in every file. Names that differ
 * in such things alone would meet: that is a problem which the caller settles.
 */
export function codeOfName(name: string): string {
  return CODE.test(name) ? name : name.split(":").map(componentOf).join("/");
}

function componentOf(text: string): string {
  const plain = text.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase();
  const letters = plain.replaceAll(/[^\x20-\x7e]/gu, (letter) => `-u${letter.codePointAt(0)?.toString(16)}-`);
  const code = letters.replaceAll(/[^a-z0-9._-]+/g, "-").replaceAll(/-{2,}/g, "-");
  return (
    code.replaceAll(/^[-._]+|-+$/g, "") ||
    `u${[...text].map((letter) => letter.codePointAt(0)?.toString(16)).join("-")}`
  );
}

/** What the caller says goes before what the file says, the nearest name before those above it, and both before the root's word. */
function typeOf(
  name: string,
  declared: ReadonlyMap<string, ParsedAccount>,
  options: ImportOptions,
): AccountType | undefined {
  const names = lineage(name);
  const told = names.find((each) => options.types && Object.hasOwn(options.types, each));
  if (told !== undefined) return options.types?.[told];
  const said = names.find((each) => declared.get(each)?.type);
  if (said !== undefined) return declared.get(said)?.type;
  return ROOTS.find(([pattern]) => pattern.test(name))?.[1];
}

/** `a:b:c`, `a:b`, `a`. */
function lineage(name: string): string[] {
  const parts = name.split(":");
  return parts.map((_, index) => parts.slice(0, parts.length - index).join(":"));
}
