import Type from "typebox";
import type { CommunityContext } from "../../platform/context.ts";
import { notFound } from "../../platform/errors.ts";
import type { Names } from "../../platform/names.ts";
import { type Route, route } from "../../platform/route.ts";
import { nameAccounts } from "../name-accounts.ts";
import { findAccount } from "../queries.ts";
import { AccountParams, Day, LedgerEntry } from "../schemas.ts";
import { entryOut } from "../wire.ts";
import { type AskedPage, pageOfTwoWays, type TwoWayPage } from "./both-ways.ts";
import { type EntryPosition, FIRST, LAST, positionCursor, positionOf } from "./entry-position.ts";
import { AskedCursor, BothWays, Limit, Order } from "./schemas.ts";
import { examinedTo, type PlacedRow, readStatement, type StatementFilter, type StatementQuery } from "./statement.ts";

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
      order: Order,
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

interface Asked extends AskedPage {
  accountId: string;
  order: "newest" | "oldest";
  filter: StatementFilter;
}

function readPage(
  ctx: CommunityContext,
  { accountId, filter, order, ...asked }: Asked,
): Promise<TwoWayPage<PlacedRow>> {
  const queryFrom = (from: EntryPosition | null, isUpward: boolean, limit: number): StatementQuery => {
    const isBack = (order === "newest") !== isUpward;
    return { accountId, filter, from: from ?? (isBack ? LAST : FIRST), limit, direction: isBack ? "back" : "forward" };
  };
  return pageOfTwoWays(asked, {
    read: (from, isUpward, limit) => readStatement(ctx, queryFrom(from, isUpward, limit)),
    examinedTo: (from, isUpward) => unexamined(ctx, queryFrom(from, isUpward, asked.limit)),
    placeOf: ({ at, seq }) => ({ at, seq }),
    placeFrom: positionOf,
    cursorOf: positionCursor,
  });
}

/** A source's entries are all found; without a filter a short page is the last one. */
async function unexamined(ctx: CommunityContext, query: StatementQuery): Promise<EntryPosition | null> {
  const isFiltered = Object.values(query.filter).some((value) => value !== undefined);
  return isFiltered && !query.filter.sourceId ? examinedTo(ctx, query) : null;
}
