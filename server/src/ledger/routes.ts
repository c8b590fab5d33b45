import Type from "typebox";
import { decodeCursor, INSTANT_PART, INTEGER_PART, pageOf, TEXT_PART, UUID_PART } from "../platform/cursor.ts";
import { notFound } from "../platform/errors.ts";
import type { Names } from "../platform/names.ts";
import { type Route, route } from "../platform/route.ts";
import { nameAccounts } from "./name-accounts.ts";
import {
  entriesOf,
  findAccount,
  findTransaction,
  listAccounts,
  listTransactions,
  statement,
  trialBalance,
} from "./queries.ts";
import {
  AccountParams,
  CommunityParams,
  LedgerAccount,
  LedgerEntry,
  LedgerTransaction,
  Page,
  TransactionParams,
  TrialBalance,
} from "./schemas.ts";
import { accountOut, entryOut, transactionOut } from "./wire.ts";

const BASE = "/v1/communities/{communityId}/ledger";
const permission = "ledger.view";
const Next = Type.Union([Type.String(), Type.Null()]);
const END_OF_TIME = new Date("9999-12-31T00:00:00Z");
const LAST_SEQ = 2n ** 62n;

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
    }),
    response: Type.Object({ items: Type.Array(LedgerAccount), next: Next }),
    async handle(ctx, { query }) {
      const limit = query.limit ?? 50;
      const [after] = decodeCursor(query.after, [TEXT_PART]) ?? [];
      const filter = {
        limit: limit + 1,
        ...(after ? { after } : {}),
        ...(query.accountType ? { type: query.accountType } : {}),
        ...(query.entityId ? { entityId: query.entityId } : {}),
      };
      const page = pageOf(await listAccounts(ctx, filter), limit, (row) => [`${row.code} ${row.currency}`]);
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

const entries = (names: Names) =>
  route({
    method: "GET",
    path: `${BASE}/accounts/{accountId}/entries`,
    operationId: "listLedgerEntries",
    summary: "Statement of an account, newest first, with the balance after each entry",
    entry: "member",
    permission,
    params: AccountParams,
    query: Type.Object({
      ...Page,
      label: Type.Optional(Type.String({ maxLength: 60 })),
      sourceId: Type.Optional(
        Type.String({ format: "uuid", description: "What the transactions were about, such as a milestone" }),
      ),
    }),
    response: Type.Object({ items: Type.Array(LedgerEntry), next: Next }),
    async handle(ctx, { params, query }) {
      if (!(await findAccount(ctx, params.accountId))) throw notFound();
      const limit = query.limit ?? 50;
      const [at, seq] = decodeCursor(query.after, [INSTANT_PART, INTEGER_PART]) ?? [];
      const before =
        at && seq ? { recordedAt: new Date(at), seq: BigInt(seq) } : { recordedAt: END_OF_TIME, seq: LAST_SEQ };
      const rows = await statement(ctx, params.accountId, {
        before,
        limit: limit + 1,
        ...(query.label ? { label: query.label } : {}),
        ...(query.sourceId ? { sourceId: query.sourceId } : {}),
      });
      const page = pageOf(rows, limit, (row) => [row.recorded_at.toISOString(), row.seq.toString()]);
      const named = await nameAccounts(ctx, names, page.rows);
      return { items: named.map((row) => entryOut(row, row)), next: page.next };
    },
  });

const transactions = (names: Names) =>
  route({
    method: "GET",
    path: `${BASE}/transactions`,
    operationId: "listLedgerTransactions",
    summary: "The journal, newest first, each transaction with its entries",
    entry: "member",
    permission,
    params: CommunityParams,
    query: Type.Object({
      ...Page,
      kind: Type.Optional(Type.String({ maxLength: 60 })),
      sourceId: Type.Optional(Type.String({ format: "uuid" })),
    }),
    response: Type.Object({ items: Type.Array(LedgerTransaction), next: Next }),
    async handle(ctx, { query }) {
      const limit = query.limit ?? 50;
      const [before] = decodeCursor(query.after, [UUID_PART]) ?? [];
      const filter = {
        limit: limit + 1,
        ...(before ? { before } : {}),
        ...(query.kind ? { kind: query.kind } : {}),
        ...(query.sourceId ? { sourceId: query.sourceId } : {}),
      };
      const page = pageOf(await listTransactions(ctx, filter), limit, (row) => [row.id]);
      const lines = await entriesOf(
        ctx,
        page.rows.map((row) => row.id),
      );
      const named = await nameAccounts(ctx, names, lines);
      return { items: page.rows.map((row) => transactionOut(row, named)), next: page.next };
    },
  });

const transaction = (names: Names) =>
  route({
    method: "GET",
    path: `${BASE}/transactions/{transactionId}`,
    operationId: "getLedgerTransaction",
    summary: "One transaction with its entries",
    entry: "member",
    permission,
    params: TransactionParams,
    response: LedgerTransaction,
    async handle(ctx, { params }) {
      const row = await findTransaction(ctx, params.transactionId);
      if (!row) throw notFound();
      return transactionOut(row, await nameAccounts(ctx, names, await entriesOf(ctx, [row.id])));
    },
  });

const trial = (names: Names) =>
  route({
    method: "GET",
    path: `${BASE}/trial-balance`,
    operationId: "getTrialBalance",
    summary: "Every account's balance; debits equal credits for each currency",
    entry: "member",
    permission,
    params: CommunityParams,
    response: TrialBalance,
    async handle(ctx) {
      const rows = await nameAccounts(ctx, names, await trialBalance(ctx));
      const totals = new Map<string, { debit: bigint; credit: bigint }>();
      for (const { currency, debit, credit } of rows) {
        const sum = totals.get(currency) ?? { debit: 0n, credit: 0n };
        totals.set(currency, { debit: sum.debit + debit, credit: sum.credit + credit });
      }
      return {
        at: ctx.now.toISOString(),
        items: rows.map((row) => ({
          accountId: row.id,
          code: row.code,
          accountType: row.type,
          name: row.name,
          currency: row.currency,
          debit: Number(row.debit),
          credit: Number(row.credit),
        })),
        totals: [...totals].map(([currency, sum]) => ({
          currency,
          debit: Number(sum.debit),
          credit: Number(sum.credit),
        })),
      };
    },
  });

/** The operations on the books; `names` says what the accounts' owners are called. */
export function createRoutes(names: Names): readonly Route[] {
  return [accounts, account, entries, transactions, transaction, trial].map((create) => create(names));
}
