import Type from "typebox";
import { decodeCursor, pageOf, TEXT_PART } from "../platform/cursor.ts";
import { notFound } from "../platform/errors.ts";
import type { Names } from "../platform/names.ts";
import { type Route, route } from "../platform/route.ts";
import { nameAccounts } from "./name-accounts.ts";
import { findAccount, listAccounts } from "./queries.ts";
import { readTransaction } from "./read-transaction.ts";
import {
  AccountParams,
  CommunityParams,
  LedgerAccount,
  LedgerTransactionWithSeal,
  Page,
  TransactionParams,
  Under,
} from "./schemas.ts";
import { sealOf } from "./sealing/seal-of.ts";
import { accountOut } from "./wire.ts";

const BASE = "/v1/communities/{communityId}/ledger";
const permission = "ledger.view";
const Next = Type.Union([Type.String(), Type.Null()]);

const accounts = (names: Names) =>
  route({
    method: "GET",
    path: `${BASE}/accounts`,
    operationId: "listLedgerAccounts",
    summary: "The chart of accounts with balances, by code",
    entry: "member",
    permission,
    params: CommunityParams,
    query: Type.Object({
      ...Page,
      accountType: Type.Optional(Type.String({ maxLength: 20 })),
      entityId: Type.Optional(Type.String({ format: "uuid" })),
      under: Type.Optional(Under),
    }),
    response: Type.Object({ items: Type.Array(LedgerAccount), next: Next }),
    async handle(ctx, { query }) {
      const limit = query.limit ?? 50;
      const [code, currency] = decodeCursor(query.after, [TEXT_PART, TEXT_PART]) ?? [];
      const filter = {
        limit: limit + 1,
        ...(code && currency ? { after: { code, currency } } : {}),
        ...(query.accountType ? { type: query.accountType } : {}),
        ...(query.entityId ? { entityId: query.entityId } : {}),
        ...(query.under ? { under: query.under } : {}),
      };
      const page = pageOf(await listAccounts(ctx, filter), limit, (row) => [row.code, row.currency]);
      return { items: (await nameAccounts(ctx, names, page.rows)).map(accountOut), next: page.next };
    },
  });

const account = (names: Names) =>
  route({
    method: "GET",
    path: `${BASE}/accounts/{accountId}`,
    operationId: "getLedgerAccount",
    summary: "One account with its balance",
    entry: "member",
    permission,
    params: AccountParams,
    response: LedgerAccount,
    async handle(ctx, { params }) {
      const row = await findAccount(ctx, params.accountId);
      if (!row) throw notFound();
      const [named = row] = await nameAccounts(ctx, names, [row]);
      return accountOut(named);
    },
  });

const transaction = (names: Names) =>
  route({
    method: "GET",
    path: `${BASE}/transactions/{transactionId}`,
    operationId: "getLedgerTransaction",
    summary: "One transaction with its entries and its seal",
    entry: "member",
    permission,
    params: TransactionParams,
    response: LedgerTransactionWithSeal,
    async handle(ctx, { params }) {
      const read = await readTransaction(ctx, names, params.transactionId);
      return { ...read, seal: await sealOf(ctx, read) };
    },
  });

/** The operations on the books; `names` says what the accounts' owners are called. */
export function createRoutes(names: Names): readonly Route[] {
  return [accounts, account, transaction].map((create) => create(names));
}
