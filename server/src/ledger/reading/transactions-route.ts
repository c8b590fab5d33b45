import Type from "typebox";
import type { CommunityContext } from "../../platform/context.ts";
import { decodeCursor, encodeCursor, TEXT_PART, UUID_PART } from "../../platform/cursor.ts";
import { refuse } from "../../platform/errors.ts";
import { isRecord } from "../../platform/is-record.ts";
import type { Names } from "../../platform/names.ts";
import { type Route, route } from "../../platform/route.ts";
import { nameAccounts } from "../name-accounts.ts";
import { entriesOf } from "../queries.ts";
import { findReversals } from "../reversals/queries.ts";
import { CommunityParams, Currency, Day, LedgerTransaction } from "../schemas.ts";
import { transactionOut } from "../wire.ts";
import { type AskedPage, pageOfTwoWays, type TwoWayPage } from "./both-ways.ts";
import {
  examinedTo,
  type FoundRow,
  findTransactions,
  isByReference,
  type TransactionFilter,
  type TransactionPosition,
  type TransactionQuery,
} from "./find-transactions.ts";
import { AskedCursor, BothWays, Limit, Order, PastInstant } from "./schemas.ts";

const Amount = Type.Integer({ minimum: 1, maximum: 1e13, description: "Of one of its entries, in minor units" });
const Text = (maxLength: number, example: string) =>
  Type.Optional(Type.String({ minLength: 1, maxLength, pattern: "^[^\\u0000]*$", examples: [example] }));

const Filters = {
  kind: Text(60, "transfer"),
  sourceKind: Text(60, "gift"),
  sourceId: Type.Optional(Type.String({ format: "uuid", description: "What it was about, such as a gift" })),
  reference: Text(200, "invoice/2026-0173"),
  referencePrefix: Text(200, "invoice/2026-"),
  metadata: Type.Optional(
    Type.String({
      maxLength: 2_000,
      description: "An object in JSON: pairs that the metadata has. Found a minute or two after the posting",
      examples: ['{"order":"A-17"}'],
    }),
  ),
  amountFrom: Type.Optional(Amount),
  amountTo: Type.Optional(Amount),
  currency: Type.Optional(Currency),
  effectiveFrom: Type.Optional(Day("The first day that counts")),
  effectiveTo: Type.Optional(Day("The last day that counts")),
  recordedFrom: Type.Optional(PastInstant("Recorded at this instant or later")),
  recordedTo: Type.Optional(PastInstant("Recorded before this instant")),
};

export const transactionsRoute = (names: Names): Route =>
  route({
    method: "GET",
    path: "/v1/communities/{communityId}/ledger/transactions",
    operationId: "listLedgerTransactions",
    summary:
      "The journal, each transaction with its entries, newest or oldest first; searched by what it says and carries",
    description:
      'All that is asked for must hold: `?metadata={"order":"A-17"}&kind=transfer`. `referencePrefix=invoice/2026-` lists by reference, ' +
      "whatever the `order`. `after=<next>` is the following page, `before=<previous>` the one above. " +
      "References, sources and metadata have an index each, and `recordedFrom` and `recordedTo` say where to look; by the other filters a page looks " +
      "at 5,000 transactions at the most: it may have fewer items than `limit`, or none, and goes on as long as there is a `next`.",
    entry: "member",
    permission: "ledger.view",
    params: CommunityParams,
    query: Type.Object({ limit: Limit, after: AskedCursor, before: AskedCursor, order: Order, ...Filters }),
    response: Type.Object({ items: Type.Array(LedgerTransaction), ...BothWays }),
    async handle(ctx, { query }) {
      const { limit = 50, after, before, order = "newest", metadata, ...rest } = query;
      const filter: TransactionFilter = metadata === undefined ? rest : { ...rest, metadata: pairsOf(metadata) };
      const { rows, ...beside } = await readPage(ctx, { limit, after, before, order, filter });
      const ids = rows.map((row) => row.id);
      const entries = await nameAccounts(ctx, names, await entriesOf(ctx, ids));
      const reversals = await findReversals(ctx, ids);
      return { items: rows.map((row) => transactionOut(row, entries, reversals)), ...beside };
    },
  });

interface Asked extends AskedPage {
  order: "newest" | "oldest";
  filter: TransactionFilter;
}

/** By reference they have an order of their own. */
function readPage(ctx: CommunityContext, { filter, order, ...asked }: Asked): Promise<TwoWayPage<FoundRow>> {
  const isByText = isByReference(filter);
  const isNewestFirst = order === "newest" && !isByText;
  const queryFrom = (from: TransactionPosition | null, isUpward: boolean): TransactionQuery => ({
    filter,
    from,
    direction: isNewestFirst !== isUpward ? "back" : "forward",
  });
  return pageOfTwoWays<FoundRow, TransactionPosition>(asked, {
    read: (from, isUpward, limit) => findTransactions(ctx, { ...queryFrom(from, isUpward), limit }),
    examinedTo: (from, isUpward) => examinedTo(ctx, queryFrom(from, isUpward)),
    placeOf: ({ place }) => place,
    placeFrom: (cursor) => decodeCursor(cursor, [isByText ? TEXT_PART : UUID_PART])?.[0] ?? null,
    cursorOf: (place) => encodeCursor([place]),
  });
}

function pairsOf(text: string): Record<string, unknown> {
  let pairs: unknown;
  try {
    pairs = JSON.parse(text);
  } catch {
    pairs = null;
  }
  // The database's JSON knows no character zero.
  if (!isRecord(pairs) || Object.keys(pairs).length === 0 || JSON.stringify(pairs).includes("\\u0000")) {
    throw refuse("metadata_not_an_object", { pointer: "#/metadata" });
  }
  return pairs;
}
