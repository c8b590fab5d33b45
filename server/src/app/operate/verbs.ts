import type { ParseArgsOptionsConfig } from "node:util";
import { EXCHANGE_FORMATS, type ExchangeFormat, isExchangeFormat } from "../../ledger/module.ts";
import type { Config } from "../../platform/config.ts";
import { backUp } from "./back-up.ts";
import { checkBalanceProof } from "./check-balance-proof.ts";
import { exportJournal } from "./export-journal.ts";
import { latestSeal } from "./latest-seal.ts";
import { migrateDatabase, printRoles } from "./migrate-database.ts";
import { type Opened, type OpenOptions, OperateError, openToOperate, requireMigrated } from "./open-to-operate.ts";
import type { Reporter } from "./reporter.ts";
import { restore } from "./restore.ts";
import { type CheckResult, runChecks } from "./run-checks.ts";
import { readPublished, verifyLedger } from "./verify-ledger.ts";

export const OPTIONS = {
  json: { type: "boolean" },
  "print-roles": { type: "boolean" },
  "with-keys": { type: "boolean" },
  community: { type: "string" },
  from: { type: "string" },
  to: { type: "string" },
  output: { type: "string" },
  format: { type: "string" },
  published: { type: "string" },
  root: { type: "string" },
} as const satisfies ParseArgsOptionsConfig;

export type Values = {
  [Name in keyof typeof OPTIONS]?: ((typeof OPTIONS)[Name]["type"] extends "boolean" ? boolean : string) | undefined;
};

export interface Call {
  config: Config;
  values: Values;
  operands: readonly string[];
  reporter: Reporter;
  signal: AbortSignal;
  now: Date;
}

export interface Outcome {
  /** For `--json`. */
  result: object;
  /** For people; null: the reporter said it all. */
  text: string | null;
  /** False: something is broken, though the verb did what it should. */
  whole: boolean;
}

async function migrate({ config, values, reporter, signal, now }: Call): Promise<Outcome> {
  if (values["print-roles"]) {
    const roles = printRoles();
    return { result: roles, text: roles.sql, whole: true };
  }
  return within(config, { create: true, signal }, async ({ owner }) => {
    return { result: await migrateDatabase(owner, now, reporter), text: null, whole: true };
  });
}

async function check({ config, reporter, signal }: Call): Promise<Outcome> {
  return within(config, { signal }, async ({ owner }) => {
    await requireMigrated(owner);
    const checks = await runChecks(owner, reporter);
    const whole = checks.every((each) => each.whole);
    return { result: { whole, checks }, text: verdict(checks), whole };
  });
}

async function backup({ config, values, operands, reporter, signal, now }: Call): Promise<Outcome> {
  const file = requireFile(operands);
  const withKeys = values["with-keys"] ?? false;
  return within(config, { signal }, async ({ owner }) => {
    const result = await backUp({ file, ownerUrl: owner, config, withKeys, now }, reporter);
    const kept = `${result.rows} rows of ${result.tables} tables and ${result.mediaFiles} files, ${inMegabytes(result.bytes)}, SHA-256 ${result.sha256}`;
    reporter.line("good", `${result.file}: ${kept}`);
    reporter.line("note", withKeys ? WITH_KEYS : WITHOUT_KEYS);
    return { result, text: null, whole: true };
  });
}

const WITH_KEYS = "The encryption keys are in it: who has this file can read everything. Keep it as you keep the keys.";
const WITHOUT_KEYS =
  "The encryption keys are not in it. Keep ENCRYPTION_KEYS (or the file encryption-keys) elsewhere: without them sealed values stay sealed.";

async function restoreVerb({ config, operands, reporter, signal, now }: Call): Promise<Outcome> {
  const file = requireFile(operands);
  let opened: Opened | undefined;
  const openOwner = async () => {
    opened = await openToOperate(config, { create: true, alone: true, signal });
    return opened.owner;
  };
  try {
    const result = await restore({ file, config, now, openOwner }, reporter);
    const whole = result.checks.every((each) => each.whole);
    return { result: { whole, ...result }, text: verdict(result.checks), whole };
  } finally {
    await opened?.close();
  }
}

async function exportVerb({ config, values, reporter, signal, now }: Call): Promise<Outcome> {
  const { community, from, to, format = "hledger" } = values;
  if (!community) throw new OperateError("--community is missing: the community's id or short name");
  for (const day of [from, to])
    if (day && !isDay(day)) throw new OperateError(`"${day}" is not a day: write it as 2026-01-31`);
  if (from && to && from > to) throw new OperateError(`--from ${from} is after --to ${to}: nothing lies between them`);
  if (!isExchangeFormat(format))
    throw new OperateError(`"${format}" is not a format: there are ${EXCHANGE_FORMATS.join(", ")}`);
  const output = values.output && values.output !== "-" ? values.output : null;
  if (values.json && !output)
    throw new OperateError("--json needs --output FILE: the journal and the document cannot share standard output");
  return within(config, { signal }, async ({ owner }) => {
    await requireMigrated(owner);
    const options = { community, format, output, now, ...(from ? { from } : {}), ...(to ? { to } : {}) };
    const result = await exportJournal(owner, options, reporter);
    if (result.file)
      reporter.line("good", `${result.file}: ${result.transactions} transactions${READ_WITH[format](result.file)}`);
    return { result, text: null, whole: true };
  });
}

/** How a person sees at once what is in the file. */
const READ_WITH: Readonly<Record<ExchangeFormat, (file: string) => string>> = {
  hledger: (file) => `; read it with: hledger -f ${file} balance`,
  beancount: (file) => `; read it with: bean-query ${file} balances`,
  csv: () => "",
  parquet: () => "",
};

async function verify({ config, values, reporter, signal }: Call): Promise<Outcome> {
  const { community } = values;
  const published = values.published === undefined ? [] : readPublished(values.published);
  return within(config, { signal }, async ({ owner }) => {
    await requireMigrated(owner);
    const communities = await verifyLedger(owner, { published, ...(community ? { community } : {}) }, reporter);
    const found = communities.reduce((sum, { count }) => sum + count, 0);
    const text =
      found === 0
        ? "Nobody changed the past: the books are as they were posted.\n"
        : `${found} findings: the books were changed.\n`;
    return { result: { whole: found === 0, communities }, text, whole: found === 0 };
  });
}

async function seal({ config, values, signal }: Call): Promise<Outcome> {
  const { community } = values;
  if (!community) throw new OperateError("--community is missing: the community's id or short name");
  return within(config, { signal }, async ({ owner }) => {
    await requireMigrated(owner);
    const result = await latestSeal(owner, community);
    return { result, text: `${result.line}\n`, whole: true };
  });
}

/** Asks no database: a proof holds by itself. */
async function checkProof({ values, operands }: Call): Promise<Outcome> {
  const result = checkBalanceProof(requireFile(operands), values.root ?? null);
  const { whole, fault, code, currency, through, debit, credit, root } = result;
  const text = whole
    ? `It holds: ${code} had debits of ${debit} and credits of ${credit} in minor units of ${currency}, through ${through}, under the root ${root}\n`
    : `${fault}\n`;
  return { result, text, whole };
}

async function demo({ config, reporter, signal, now }: Call): Promise<Outcome> {
  // A whole server with all its modules: the other verbs are quicker without it.
  const { fillDemo } = await import("./fill-demo.ts");
  const result = await fillDemo({ config, now, reporter, signal });
  return { result, text: "The demo is loaded: commonpurse start shows it, and names the sign-ins.\n", whole: true };
}

export const VERBS = {
  migrate,
  check,
  backup,
  restore: restoreVerb,
  "export-journal": exportVerb,
  "verify-ledger": verify,
  "latest-seal": seal,
  "check-proof": checkProof,
  demo,
} as const;

export function isVerb(name: string): name is keyof typeof VERBS {
  return Object.hasOwn(VERBS, name);
}

async function within(
  config: Config,
  options: OpenOptions,
  work: (opened: Opened) => Promise<Outcome>,
): Promise<Outcome> {
  const opened = await openToOperate(config, options);
  try {
    return await work(opened);
  } finally {
    await opened.close();
  }
}

function requireFile(operands: readonly string[]): string {
  const [file, ...more] = operands;
  if (!file || more.length > 0) throw new OperateError("name one file");
  return file;
}

function verdict(checks: readonly CheckResult[]): string {
  const broken = checks.filter((each) => !each.whole).length;
  return broken === 0
    ? `All ${checks.length} truths hold: the books are whole.\n`
    : `${broken} of ${checks.length} truths are broken.\n`;
}

function isDay(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

function inMegabytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(1)} MB`;
}
