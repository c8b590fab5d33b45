import { invalid } from "../errors.ts";
import type { Call } from "../http/router.ts";
import { int, type Row } from "../store/row.ts";
import type { Params, Store } from "../store/store.ts";

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/;

export interface List {
  /** `select … from charge`: the table must have seq, merchant_id and the time column. */
  select: string;
  time: "created_at" | "at";
  /** Columns of the table that may be asked for, with their allowed values. */
  filters: Readonly<Record<string, readonly string[] | RegExp>>;
  view: (row: Row) => unknown;
}

/** Oldest first, keyset paging by `seq`. */
export function page(
  call: Call,
  store: Store,
  merchantId: string,
  list: List,
): { items: unknown[]; next: string | null } {
  const { query } = call;
  ensureKnown(query, ["since", "until", "after", "limit", ...Object.keys(list.filters)]);
  const limit = wholeOf(query, "limit", 50, 1, 200);
  const where = ["merchant_id = :merchantId", "seq > :after", `${list.time} >= :since`, `${list.time} < :until`];
  const params: Params = {
    merchantId,
    after: wholeOf(query, "after", 0, 0, Number.MAX_SAFE_INTEGER),
    since: instantOf(query, "since", 0),
    until: instantOf(query, "until", Number.MAX_SAFE_INTEGER),
    limit: limit + 1,
  };
  for (const [name, allowed] of Object.entries(list.filters)) {
    const value = query.get(name);
    if (value === null) continue;
    if (allowed instanceof RegExp ? !allowed.test(value) : !allowed.includes(value))
      throw invalid(name, "is none that there is");
    where.push(`${name} = :${name}`);
    params[name] = value;
  }
  const rows = store.all(`${list.select} where ${where.join(" and ")} order by seq limit :limit`, params);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(list.view),
    next: rows.length > limit && last !== undefined ? String(int(last, "seq")) : null,
  };
}

export function ensureKnown(query: URLSearchParams, names: readonly string[]): void {
  for (const name of query.keys()) if (!names.includes(name)) throw invalid(name.slice(0, 100), "is not a parameter");
}

export function wholeOf(query: URLSearchParams, name: string, otherwise: number, min: number, max: number): number {
  const value = query.get(name);
  if (value === null) return otherwise;
  const number = Number(value);
  if (!/^\d{1,16}$/.test(value) || number < min || number > max)
    throw invalid(name, `must be an integer from ${min} to ${max}`);
  return number;
}

function instantOf(query: URLSearchParams, name: string, otherwise: number): number {
  const value = query.get(name);
  if (value === null) return otherwise;
  const time = INSTANT.test(value) ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(time)) throw invalid(name, "must be an RFC 3339 instant");
  return time;
}
