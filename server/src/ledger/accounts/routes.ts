import Type from "typebox";
import type { CommunityContext } from "../../platform/context.ts";
import { decodeCursor, pageOf, TEXT_PART } from "../../platform/cursor.ts";
import { notFound } from "../../platform/errors.ts";
import type { Names } from "../../platform/names.ts";
import { type Route, route } from "../../platform/route.ts";
import { nameAccounts } from "../name-accounts.ts";
import { findAccount } from "../queries.ts";
import { AccountParams, CommunityParams, LedgerAccount, type LedgerAccountOut, Page, Under } from "../schemas.ts";
import { accountOut } from "../wire.ts";
import { accountTree } from "./account-tree.ts";
import { changeAccount } from "./change-account.ts";
import { closeAccount } from "./close-account.ts";
import { openAccount } from "./open-account.ts";
import { reopenAccount } from "./reopen-account.ts";
import { ChangeAccountBody, LedgerAccountNode, OpenAccountBody, withAmounts } from "./schemas.ts";
import { nodesOut } from "./wire.ts";

const BASE = "/v1/communities/{communityId}/ledger/accounts";
const permission = "ledger.manage";

/** The account as it is after the command. */
async function read(ctx: CommunityContext, names: Names, accountId: string): Promise<LedgerAccountOut> {
  const row = await findAccount(ctx, accountId);
  if (!row) throw notFound();
  const [named = row] = await nameAccounts(ctx, names, [row]);
  return accountOut(named);
}

const open = (names: Names) =>
  route({
    method: "POST",
    path: BASE,
    operationId: "openLedgerAccount",
    summary: "Open an account of the books",
    description:
      "A code is a path: `bank/main` stands below `bank`. Code and currency together are one account for ever.",
    entry: "member",
    permission,
    idempotent: true,
    status: 201,
    params: CommunityParams,
    body: OpenAccountBody,
    response: LedgerAccount,
    async handle(ctx, { body }) {
      return read(ctx, names, await openAccount(ctx, withAmounts(body)));
    },
  });

const change = (names: Names) =>
  route({
    method: "PATCH",
    path: `${BASE}/{accountId}`,
    operationId: "changeLedgerAccount",
    summary: "Change an account's name, floor and limits, or freeze it in one direction",
    entry: "member",
    permission,
    params: AccountParams,
    body: ChangeAccountBody,
    response: LedgerAccount,
    async handle(ctx, { params: { accountId }, body }) {
      await changeAccount(ctx, { ...withAmounts(body), accountId });
      return read(ctx, names, accountId);
    },
  });

const close = (names: Names) =>
  route({
    method: "POST",
    path: `${BASE}/{accountId}/closure`,
    operationId: "closeLedgerAccount",
    summary: "Close an account on which nothing stands and nothing is held",
    entry: "member",
    permission,
    idempotent: true,
    params: AccountParams,
    body: Type.Object({}),
    response: LedgerAccount,
    async handle(ctx, { params: { accountId } }) {
      await closeAccount(ctx, accountId);
      return read(ctx, names, accountId);
    },
  });

const reopen = (names: Names) =>
  route({
    method: "DELETE",
    path: `${BASE}/{accountId}/closure`,
    operationId: "reopenLedgerAccount",
    summary: "Open a closed account again",
    entry: "member",
    permission,
    params: AccountParams,
    response: LedgerAccount,
    async handle(ctx, { params: { accountId } }) {
      await reopenAccount(ctx, accountId);
      return read(ctx, names, accountId);
    },
  });

const tree = (names: Names) =>
  route({
    method: "GET",
    path: `${BASE}/tree`,
    operationId: "getLedgerAccountTree",
    summary: "The chart of accounts as a tree, with subtotals for each currency",
    description: "A parent comes before its children. Subtotals are debits less credits, as in the trial balance.",
    entry: "member",
    permission: "ledger.view",
    params: CommunityParams,
    query: Type.Object({
      ...Page,
      under: Type.Optional(Under),
      depth: Type.Optional(
        Type.Integer({ minimum: 1, maximum: 100, description: "Levels below `under`, or from the top; default: all" }),
      ),
    }),
    response: Type.Object({ items: Type.Array(LedgerAccountNode), next: Type.Union([Type.String(), Type.Null()]) }),
    async handle(ctx, { query: { limit = 50, under, depth, ...query } }) {
      const [after] = decodeCursor(query.after, [TEXT_PART]) ?? [];
      const rows = await accountTree(ctx, {
        limit: limit + 1,
        ...(under ? { under } : {}),
        ...(depth ? { depth } : {}),
        ...(after ? { after } : {}),
      });
      const page = pageOf(nodesOut(await nameAccounts(ctx, names, rows)), limit, ({ code }) => [code]);
      return { items: page.rows, next: page.next };
    },
  });

/** What is done with the accounts themselves; reading them one by one stands with the other readings. */
export function createAccountRoutes(names: Names): readonly Route[] {
  return [open, change, close, reopen, tree].map((create) => create(names));
}
