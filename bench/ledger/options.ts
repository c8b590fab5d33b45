import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";

export const HELP = `npm run bench:ledger -- [--json] [--quick] [--only a,d] [--seconds N] [--pgledger FILE] [--entries N]

How fast the books are over HTTP, beside PostgreSQL's own debit-credit benchmark, in one run on one durable PostgreSQL.

  --json           the figures as JSON on the last line
  --quick          under three minutes: shorter windows, without growth
  --only PARTS     some of: a pgbench, b pgledger, c one transaction per transfer, d single transfers over HTTP,
                   e one hot account, f bulk, g a thousand communities, latency, growth
  --seconds N      length of each measured window
  --pgledger FILE  pgledger's SQL; more than once where it needs others first
  --entries N      how large the books grow for the growth part (10 million)`;

const PARTS = ["a", "b", "c", "d", "e", "f", "g", "latency", "growth"] as const;
export type Part = (typeof PARTS)[number];

export interface Options {
  json: boolean;
  quick: boolean;
  parts: ReadonlySet<Part>;
  seconds: number;
  warmUpSeconds: number;
  /** The SQL of pgledger and what it needs, in order. */
  pgledger: readonly string[];
  entries: number;
}

/** Null: the help was asked for. */
export function readOptions(args: readonly string[]): Options | null {
  const { values } = parseArgs({
    args: [...args],
    options: {
      json: { type: "boolean", default: false },
      quick: { type: "boolean", default: false },
      only: { type: "string" },
      seconds: { type: "string" },
      pgledger: { type: "string", multiple: true, default: [] },
      entries: { type: "string", default: "10000000" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) return null;
  const { json, quick } = values;
  const usual = quick ? PARTS.filter((part) => part !== "growth") : PARTS;
  return {
    json,
    quick,
    parts: new Set(values.only ? values.only.split(",").map(partOf) : usual),
    seconds: values.seconds === undefined ? (quick ? 4 : 20) : count("--seconds", values.seconds),
    warmUpSeconds: quick ? 2 : 5,
    pgledger: values.pgledger.map((file) => readFileSync(file, "utf8")),
    entries: count("--entries", values.entries),
  };
}

function partOf(text: string): Part {
  const part = PARTS.find((known) => known === text);
  if (!part) throw new Error(`no part ${text}: they are ${PARTS.join(", ")}`);
  return part;
}

function count(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new Error(`${name} wants a whole number from 1`);
  return value;
}
