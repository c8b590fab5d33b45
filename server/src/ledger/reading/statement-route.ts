import Type from "typebox";
import type { CommunityContext } from "../../platform/context.ts";
import { notFound, refuse } from "../../platform/errors.ts";
import type { Names } from "../../platform/names.ts";
import { type Route, route } from "../../platform/route.ts";
import { nameAccounts } from "../name-accounts.ts";
import { findAccount } from "../queries.ts";
import { AccountParams, LedgerEntry } from "../schemas.ts";
import { entryOut } from "../wire.ts";
import { type EntryPosition, FIRST, LAST, positionCursor, positionOf } from "./entry-position.ts";
import { AskedCursor, BothWays, Day, Limit } from "./schemas.ts";
import { examinedTo, type PlacedRow, readStatement, type StatementFilter } from "./statement.ts";

export const statementRoute = (names: Names): Route =>
  route({
    method: "GET",
    path: "/v1/communities/{communityId}/ledger/accounts/{accountId}/entries",
    operationId: "listLedgerEntries",
    summary: "Statement of an account, with the balance after each entry",
    description:
      "In the order in which the entries were recorded, the newest first unless `order` says otherwise. `after=<next>` is the following page, " +
      "`before=<previous>` the one above; nothing is skipped or doubled while more is posted. A page with a filter looks at 20,000 entries " +
      "at the most: it may have fewer items than `limit`, or none, and go on all the same as long as there is a `next`.",
    entry: "member",
    permission: "ledger.view",
    params: AccountParams,
    query: Type.Object({
      limit: Limit,
      after: AskedCursor,
      before: AskedCursor,
      order: Type.Optional(Type.Union([Type.Literal("newest"), Type.Literal("oldest")])),
      label: Type.Optional(Type.String({ maxLength: 60, examples: ["provider_fee"] })),
      sourceId: Type.Optional(
        Type.String({ format: "uuid", description: "What the transactions were about, such as a milestone" }),
      ),
      effectiveFrom: Type.Optional(Day("The first day that counts")),
      effectiveTo: Type.Optional(Day("The last day that counts")),
      text: Type.Optional(
        Type.String({
          minLength: 1,
          maxLength: 100,
          description: "In the description, the reference, the kind or the label",
        }),
      ),
    }),
    response: Type.Object({ items: Type.Array(LedgerEntry), ...BothWays }),
    async handle(ctx, { params, query }) {
      if (!(await findAccount(ctx, params.accountId))) throw notFound();
      const { limit = 50, after, before, order = "newest", ...filter } = query;
      const page = await readPage(ctx, { accountId: params.accountId, limit, after, before, order, filter });
      const named = await nameAccounts(ctx, names, page.rows);
      return { items: named.map((row) => entryOut(row, row)), next: page.next, previous: page.previous };
    },
  });

interface Asked {
  accountId: string;
  limit: number;
  after: string | undefined;
  before: string | undefined;
  order: "newest" | "oldest";
  filter: StatementFilter;
}

interface StatementPage {
  rows: PlacedRow[];
  next: string | null;
  previous: string | null;
}

/** A page above another is read upward from it and turned round. */
async function readPage(ctx: CommunityContext, asked: Asked): Promise<StatementPage> {
  const { accountId, limit, filter, order } = asked;
  if (asked.after !== undefined && asked.before !== undefined) {
    throw refuse("invalid_cursor", { status: 400, pointer: "#/before" });
  }
  const above = positionOf(asked.before);
  const isDownward = (order === "newest") === (above === null);
  const from = above ?? positionOf(asked.after) ?? (isDownward ? LAST : FIRST);
  const query = { accountId, filter, from, limit: limit + 1, direction: isDownward ? "back" : "forward" } as const;
  const found = await readStatement(ctx, query);
  const shown = found.slice(0, limit);
  const further = found.length > limit ? placeOf(shown.at(-1)) : await unexamined(ctx, query);
  const further64 = further ? positionCursor(further) : null;
  if (above) {
    const rows = shown.reverse();
    const last = placeOf(rows.at(-1)) ?? further;
    return { rows, previous: further64, next: last ? positionCursor(last) : null };
  }
  const first = placeOf(shown[0]);
  return { rows: shown, next: further64, previous: asked.after !== undefined && first ? positionCursor(first) : null };
}

function placeOf(row: PlacedRow | undefined): EntryPosition | null {
  return row ? { at: row.at, seq: row.seq } : null;
}

/** A source's entries are all found; without a filter a short page is the last one. */
async function unexamined(
  ctx: CommunityContext,
  query: Parameters<typeof examinedTo>[1],
): Promise<EntryPosition | null> {
  const isFiltered = Object.values(query.filter).some((value) => value !== undefined);
  return isFiltered && !query.filter.sourceId ? examinedTo(ctx, query) : null;
}
