import Type from "typebox";
import type { CommunityContext } from "../../platform/context.ts";
import { decodeCursor, pageOf, UUID_PART } from "../../platform/cursor.ts";
import { notFound } from "../../platform/errors.ts";
import type { Names } from "../../platform/names.ts";
import { type Route, route } from "../../platform/route.ts";
import { nameAccounts } from "../name-accounts.ts";
import { readTransaction } from "../read-transaction.ts";
import { CommunityParams, Id, Page } from "../schemas.ts";
import { writeBooks } from "../write-books.ts";
import { captureAmount } from "./capture-amount.ts";
import { findHold, listHolds } from "./queries.ts";
import { releaseRest } from "./release-rest.ts";
import { reserveAmount } from "./reserve-amount.ts";
import { CaptureBody, Captured, HoldBody, holdOut, LedgerHold, Status } from "./schemas.ts";

const BASE = "/v1/communities/{communityId}/ledger/holds";
const permission = "ledger.post";
const HoldParams = Type.Object({ communityId: Id, holdId: Id });

async function read(ctx: CommunityContext, names: Names, holdId: string) {
  const row = await findHold(ctx, holdId);
  if (!row) throw notFound();
  const [named = row] = await nameAccounts(ctx, names, [row]);
  return holdOut(named);
}

const place = (names: Names) =>
  route({
    method: "POST",
    path: BASE,
    operationId: "placeLedgerHold",
    summary: "Reserve an account's available balance",
    entry: "member",
    permission,
    idempotent: true,
    status: 201,
    params: CommunityParams,
    body: HoldBody,
    response: LedgerHold,
    async handle(ctx, { body: { amount, expiresAt, ...body } }) {
      const ends = expiresAt === undefined ? {} : { expiresAt: new Date(expiresAt) };
      const holdId = await reserveAmount(ctx, { ...body, ...ends, amount: BigInt(amount) });
      await writeBooks(ctx);
      return read(ctx, names, holdId);
    },
  });

const list = (names: Names) =>
  route({
    method: "GET",
    path: BASE,
    operationId: "listLedgerHolds",
    summary: "Reservations, newest first",
    entry: "member",
    permission: "ledger.view",
    params: CommunityParams,
    query: Type.Object({ ...Page, accountId: Type.Optional(Id), status: Type.Optional(Status) }),
    response: Type.Object({ items: Type.Array(LedgerHold), next: Type.Union([Type.String(), Type.Null()]) }),
    async handle(ctx, { query: { limit = 50, after, ...filter } }) {
      const [before] = decodeCursor(after, [UUID_PART]) ?? [];
      const rows = await listHolds(ctx, { ...filter, ...(before ? { before } : {}), limit: limit + 1 });
      const page = pageOf(rows, limit, (row) => [row.id]);
      return { items: (await nameAccounts(ctx, names, page.rows)).map(holdOut), next: page.next };
    },
  });

const get = (names: Names) =>
  route({
    method: "GET",
    path: `${BASE}/{holdId}`,
    operationId: "getLedgerHold",
    summary: "One reservation",
    entry: "member",
    permission: "ledger.view",
    params: HoldParams,
    response: LedgerHold,
    handle: (ctx, { params }) => read(ctx, names, params.holdId),
  });

const capture = (names: Names) =>
  route({
    method: "POST",
    path: `${BASE}/{holdId}/captures`,
    operationId: "captureLedgerHold",
    summary: "Post what a reservation was for",
    description:
      "What the transaction takes from the account of the hold is what is captured; more than is left of it is refused.",
    entry: "member",
    permission,
    idempotent: true,
    status: 201,
    params: HoldParams,
    body: CaptureBody,
    response: Captured,
    async handle(ctx, { params: { holdId }, body: { amount, ...body } }) {
      const compared = amount === undefined ? {} : { amount: BigInt(amount) };
      const transactionId = await captureAmount(ctx, { ...body, ...compared, holdId });
      await writeBooks(ctx);
      return { hold: await read(ctx, names, holdId), transaction: await readTransaction(ctx, names, transactionId) };
    },
  });

const release = (names: Names) =>
  route({
    method: "POST",
    path: `${BASE}/{holdId}/release`,
    operationId: "releaseLedgerHold",
    summary: "Give back what is left of a reservation",
    entry: "member",
    permission,
    idempotent: true,
    params: HoldParams,
    body: Type.Object({}),
    response: LedgerHold,
    async handle(ctx, { params: { holdId } }) {
      await releaseRest(ctx, holdId);
      await writeBooks(ctx);
      return read(ctx, names, holdId);
    },
  });

export function createHoldRoutes(names: Names): readonly Route[] {
  return [place, list, get, capture, release].map((create) => create(names));
}
