import Type from "typebox";
import { decodeCursor, pageOf } from "../../platform/cursor.ts";
import { type Route, route } from "../../platform/route.ts";
import { CommunityParams, Page } from "../schemas.ts";
import { closePeriod } from "./close-period.ts";
import { type ClosingRow, listClosings } from "./closing-queries.ts";
import { proveBalance } from "./prove-balance.ts";
import { BalanceProofOut, Closing, ClosingBody, type ClosingOut, ClosingParams } from "./schemas.ts";

const BASE = "/v1/communities/{communityId}/ledger/closings";
const Next = Type.Union([Type.String(), Type.Null()]);
const DAY_PART = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
/** Each asks for the totals of every account. */
const PROOFS_A_MINUTE = 60;

const close = route({
  method: "POST",
  path: BASE,
  operationId: "closeLedgerPeriod",
  summary: "Close everything effective on or before a day: nothing new counts in it any more",
  description:
    "What is in the period is fixed when it answers. The roots that prove it follow a moment later (`ledger.closing_proven`).",
  entry: "member",
  permission: "ledger.close",
  idempotent: true,
  status: 201,
  params: CommunityParams,
  body: ClosingBody,
  response: Closing,
  handle: async (ctx, { body }) => closingOut(await closePeriod(ctx, body)),
});

const list = route({
  method: "GET",
  path: BASE,
  operationId: "listLedgerClosings",
  summary: "The closed periods, newest first, with the roots that prove their entries and balances",
  entry: "member",
  permission: "ledger.view",
  params: CommunityParams,
  query: Type.Object(Page),
  response: Type.Object({ items: Type.Array(Closing), next: Next }),
  async handle(ctx, { query }) {
    const limit = query.limit ?? 50;
    const [before] = decodeCursor(query.after, [DAY_PART]) ?? [];
    const rows = await listClosings(ctx.tx, ctx.communityId, { before, limit: limit + 1 });
    const page = pageOf(rows, limit, (row) => [row.through]);
    return { items: page.rows.map(closingOut), next: page.next };
  },
});

const proof = route({
  method: "GET",
  path: `${BASE}/{through}/accounts/{accountId}/proof`,
  operationId: "proveLedgerBalance",
  summary: "One account's totals at the end of a closed period, with their proof under the period's root",
  description: "Whoever has the root can check it without us; of other accounts it holds salted hashes alone.",
  entry: "member",
  permission: "ledger.view",
  rateLimit: PROOFS_A_MINUTE,
  params: ClosingParams,
  response: BalanceProofOut,
  async handle(ctx, { params }) {
    const { salt, path, root, ...rest } = await proveBalance(ctx, params);
    return {
      ...rest,
      salt: salt.toString("hex"),
      path: path.map((hash) => hash.toString("hex")),
      root: root.toString("hex"),
    };
  },
});

export const closingRoutes: readonly Route[] = [close, list, proof];

function closingOut(row: ClosingRow): ClosingOut {
  return {
    through: row.through,
    openedAfter: row.opened_after,
    closedAt: row.closed_at.toISOString(),
    closedBy: row.closed_by,
    provenAt: row.proven_at?.toISOString() ?? null,
    transactions: row.transactions === null ? null : Number(row.transactions),
    transactionsRoot: row.transactions_root?.toString("hex") ?? null,
    accounts: row.accounts === null ? null : Number(row.accounts),
    balancesRoot: row.balances_root?.toString("hex") ?? null,
  };
}
