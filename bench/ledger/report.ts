import { cpus } from "node:os";
import type { Cost } from "./meter.ts";
import type { LoadResult } from "./plan.ts";

/** One line of the table. */
export interface Row {
  /** Names it for the ratios, such as `d-256`. */
  key: string;
  name: string;
  perSecond: number;
  cost: Cost;
  latency?: LoadResult["latency"];
  /** Answers that were no posting. */
  others?: Record<string, number>;
}

/** What the issue wants to see; absent where a part was left out. */
export interface Figures {
  http_vs_pgbench?: number;
  hot_vs_spread?: number;
  bulk_vs_pgbench?: number;
  many_communities_vs_spread?: number;
  p95_ms_half_peak?: number;
  growth_10m?: number;
  http_per_s?: number;
  pgbench_per_s?: number;
}

const TARGETS: Readonly<Record<keyof Figures, string>> = {
  http_vs_pgbench: "≥ 1.8; 2.5 is excellent",
  hot_vs_spread: "≥ 0.9",
  bulk_vs_pgbench: "≥ 3.5",
  many_communities_vs_spread: "≥ 0.7",
  p95_ms_half_peak: "< 50",
  growth_10m: "≥ 0.8",
  http_per_s: "",
  pgbench_per_s: "",
};
const MOST_SERVER_MB = 400;

export function figuresOf(rows: readonly Row[]): Figures {
  const find = (key: string) => rows.find((row) => row.key === key);
  const rate = (key: string) => find(key)?.perSecond;
  // Before and after (d): what the machine gave at both ends of what is compared with it.
  const pgbench = mean([rate("a-before"), rate("a-after")]);
  const spread = rate("d-256");
  const figures: Record<keyof Figures, number | undefined> = {
    http_vs_pgbench: ratio(spread, pgbench),
    hot_vs_spread: ratio(rate("e-256"), spread),
    bulk_vs_pgbench: ratio(rate("f"), pgbench),
    many_communities_vs_spread: ratio(rate("g"), spread),
    p95_ms_half_peak: rounded(find("latency")?.latency?.p95, 10),
    growth_10m: ratio(rate("growth-large"), rate("growth-small")),
    http_per_s: rounded(spread, 1),
    pgbench_per_s: rounded(pgbench, 1),
  };
  return Object.fromEntries(Object.entries(figures).filter(([, value]) => value !== undefined));
}

function mean(values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length > 0 ? known.reduce((sum, value) => sum + value, 0) / known.length : undefined;
}

function ratio(one: number | undefined, other: number | undefined): number | undefined {
  return one === undefined || other === undefined ? undefined : rounded(one / other, 1_000);
}

function rounded(value: number | undefined, parts: number): number | undefined {
  return value === undefined ? undefined : Math.round(value * parts) / parts;
}

const WIDTHS = [46, 9, 8, 8, 8, 8, 8, 8, 8, 9] as const;
const TITLES = ["", "per s", "p50 ms", "p95 ms", "p99 ms", "server", "database", "client", "others", "MB"];

export function titleLine(): string {
  return lineOf(TITLES);
}

export function rowLine({ name, perSecond, cost, latency, others }: Row): string {
  const times = latency ? [latency.p50, latency.p95, latency.p99].map((ms) => ms.toFixed(1)) : ["", "", ""];
  const cores = [cost.server, cost.database, cost.client, cost.others].map((value) => value.toFixed(2));
  const line = lineOf([name, String(Math.round(perSecond)), ...times, ...cores, cost.serverMb.toFixed(0)]);
  const odd = Object.entries(others ?? {}).map(([what, count]) => `${count} × ${what}`);
  return odd.length > 0 ? `${line}\n    not posted: ${odd.join(", ")}` : line;
}

function lineOf(cells: readonly string[]): string {
  return cells
    .map((cell, index) => (index === 0 ? cell.padEnd(WIDTHS[0]) : cell.padStart(WIDTHS[index] ?? 8)))
    .join(" ");
}

/** The machine and the database, before anything is measured. */
export function machineLine(settings: Readonly<Record<string, string>>): string {
  const all = Object.entries(settings).map(([name, value]) => `${name} ${value}`);
  return `${cpus().length} cores (${cpus()[0]?.model ?? "?"}), Node ${process.versions.node}, PostgreSQL ${all.join(", ")}`;
}

export function summary(figures: Figures, peakMb: number): string {
  const names = Object.keys(TARGETS).filter((name): name is keyof Figures => name in figures);
  const lines = names.map((name) =>
    `  ${name.padEnd(28)}${String(figures[name]).padStart(10)}   ${TARGETS[name]}`.trimEnd(),
  );
  const memory = `  ${"server's memory at its peak".padEnd(28)}${peakMb.toFixed(0).padStart(7)} MB   < ${MOST_SERVER_MB}`;
  return [...lines, ...(peakMb > 0 ? [memory] : [])].join("\n");
}
