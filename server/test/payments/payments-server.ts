import { createHmac } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Logger, runOnce } from "graphile-worker";
import { sql } from "kysely";
import pg from "pg";
import { createApi } from "../../src/api/create-api.ts";
import { createNames } from "../../src/app/names.ts";
import { createReception } from "../../src/identity/index.ts";
import { writeBooks } from "../../src/ledger/index.ts";
import { createLedgerModule } from "../../src/ledger/module.ts";
import { createProvider } from "../../src/payments/create-provider.ts";
import { requestPayout, requestRefund, startPayment } from "../../src/payments/index.ts";
import { createPaymentsModule } from "../../src/payments/module.ts";
import type { PaymentRow } from "../../src/payments/payment-queries.ts";
import { startFakeProvider } from "../../src/payments/testing/fake-provider.ts";
import { parseConfig } from "../../src/platform/config.ts";
import type { CommunityContext } from "../../src/platform/context.ts";
import { createServices } from "../../src/platform/create-services.ts";
import { createPool } from "../../src/platform/db.ts";
import { startDispatcher } from "../../src/platform/dispatcher.ts";
import { newId } from "../../src/platform/ids.ts";
import { openKeyRing } from "../../src/platform/keys-file.ts";
import { createLog } from "../../src/platform/log.ts";
import type { Module } from "../../src/platform/module.ts";
import { taskListOf } from "../../src/worker/worker.ts";
import { createTestClock } from "../harness/clock.ts";
import { createTestDatabase } from "../harness/database.ts";
import { createTestPurpose, type TestPurpose } from "./test-purpose.ts";

export const SECRET = "sk_test_vectors_3f1c0a9e7b5d4c2a8e6f";

export type PaymentsServer = Awaited<ReturnType<typeof createPaymentsServer>>;

type Parts = Awaited<ReturnType<typeof openParts>>;

/** The books and payments alone, with a product of the test's own and a Paystack of the test's own on loopback. */
async function openParts(purpose: TestPurpose) {
  const database = await createTestDatabase();
  const dataDir = mkdtempSync(join(tmpdir(), "commonpurse-payments-"));
  const config = parseConfig({ DATA_DIR: dataDir, PORT: "0", PUBLIC_URL: "http://127.0.0.1:4400", SANDBOX: "0" });
  const logLines: string[] = [];
  const log = createLog("debug", { write: (line: string) => void logLines.push(line) });
  const pool = createPool({ url: database.appUrl, max: 12 });
  // The queue writes its rows as JSON: it needs its ids as text, not as the bigints that our own pools read.
  const jobPool = new pg.Pool({ connectionString: database.appUrl, max: 6 });
  jobPool.on("error", () => undefined);
  jobPool.on("connect", (client) => client.on("error", () => undefined));
  const payments = createPaymentsModule({ payments: [purpose.payment], payouts: [purpose.payout] }, createNames([]));
  const modules: Module[] = [createLedgerModule(createNames([payments])), payments];
  const dispatcher = await startDispatcher({ pool, listenUrl: database.appUrl, subscriptions: [], log });
  const clock = createTestClock();
  const parts = { config, clock, newId, log, keys: openKeyRing(config), pool, dispatcher };
  const services = createServices({ ...parts, createReception, beforeCommit: [writeBooks], modules });
  const api = await createApi({
    services,
    run: services.runAround,
    modules,
    dispatcher,
    readiness: { progress: null },
  });
  await api.ready();
  const fake = await startFakeProvider();
  const stop = async (): Promise<void> => {
    await api.close();
    await dispatcher.stop();
    await untilIdle(pool);
    await Promise.all([pool.end(), jobPool.end(), fake.close()]);
    await database.drop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  return { purpose, database, logLines, jobPool, modules, dispatcher, clock, services, api, fake, stop };
}

/** What still listens for live events has ended its last question. */
async function untilIdle(pool: pg.Pool): Promise<void> {
  for (let calm = 0; calm < 5; calm++) {
    if (pool.waitingCount > 0 || pool.idleCount < pool.totalCount) calm = 0;
    await new Promise(setImmediate);
  }
}

export async function createPaymentsServer(purpose: TestPurpose = createTestPurpose()) {
  const parts = await openParts(purpose);
  const communityId = newId();
  const inside = <T>(work: (ctx: CommunityContext) => Promise<T>) =>
    parts.services.inCommunity({ as: "system", communityId, actor: { kind: "system", job: "test" } }, work);
  const { id: providerId } = await inside((ctx) =>
    createProvider(ctx, {
      kind: "paystack",
      name: "Paystack",
      secretKey: SECRET,
      baseUrl: parts.fake.baseUrl,
      currencies: ["KES", "NGN"],
    }),
  );
  const queue = queueOf(parts);
  const doings = { ...productOf(parts, inside, providerId, queue.runJobs), ...providerOf(parts, providerId) };
  return { ...parts, communityId, providerId, inside, ...queue, ...doings, ...looksAt(parts) };
}

/** The worker and the scheduler, when the test says so. */
function queueOf({ database, dispatcher, clock, jobPool, services, modules }: Parts) {
  const options = { noHandleSignals: true, noPreparedStatements: true, logger: new Logger(() => () => undefined) };
  const makeDue = async (): Promise<bigint> => {
    const { rows } = await sql<{ due: bigint }>`
      with due as (update graphile_worker._private_jobs set run_at = least(run_at, now())
                    where run_at <= ${clock.now()} and attempts = 0 returning 1) select count(*) as due from due`.execute(
      database.owner,
    );
    return rows[0]?.due ?? 0n;
  };
  /** Carries out all that is due by the test's clock, until nothing is left. Failed jobs stay failed. */
  const runJobs = async (): Promise<void> => {
    for (let round = 0; round < 50; round++) {
      await dispatcher.drain();
      if ((await makeDue()) === 0n) return;
      await runOnce({ ...options, pgPool: jobPool, taskList: taskListOf(services, modules) });
    }
    throw new Error("jobs go on making jobs");
  };
  /** What the scheduler does each minute. */
  const reconcile = async (): Promise<void> => {
    await sql`insert into platform.outbox (kind, name, payload) values ('job', 'payments.reconcile', '{}')`.execute(
      database.owner,
    );
    await runJobs();
  };
  return { runJobs, reconcile };
}

type Inside = <T>(work: (ctx: CommunityContext) => Promise<T>) => Promise<T>;

/** What the product asks for. */
function productOf({ clock, database, fake }: Parts, inside: Inside, providerId: string, runJobs: () => Promise<void>) {
  const startOnly = (amount: bigint, currency = "KES", purposeId = newId()) =>
    inside((ctx) => start(ctx, providerId, amount, currency, purposeId));
  return {
    startOnly,
    /** A payment that the provider knows and nobody has paid yet. */
    async begin(amount: bigint, currency = "KES", purposeId = newId()): Promise<PaymentRow> {
      const data = { authorization_url: "https://checkout.example/1" };
      fake.on("POST /transaction/initialize", { body: { status: true, data } });
      const payment = await startOnly(amount, currency, purposeId);
      await runJobs();
      return payment;
    },
    refund: (paymentId: string, amount: bigint) => inside((ctx) => requestRefund(ctx, { paymentId, amount })),
    payout: (purposeId: string, amount: bigint, currency = "KES") => {
      const purpose = { kind: "test_payout", id: purposeId };
      const destination = { name: "Otieno Roofing", accountNumber: "0712345678", bankCode: "MPESA" };
      return inside((ctx) =>
        requestPayout(ctx, { purpose, providerId, amount, currency, destination, reason: "Roof" }),
      );
    },
    /** As if the first call had been made: the next one is due tomorrow. */
    async pretendSent(table: "refund" | "payout", id: string): Promise<void> {
      const tomorrow = new Date(clock.now().getTime() + 86_400_000);
      await sql`update ${sql.table(`payments.${table}`)} set attempts = 1, next_check_at = ${tomorrow}
                 where id = ${id}`.execute(database.owner);
    },
  };
}

/** What the provider does of itself. */
function providerOf({ api }: Parts, providerId: string) {
  return {
    /** Delivers a webhook; signed unless a signature is given. */
    async hook(body: string, signature: string | null = sign(body)): Promise<number> {
      const signed = signature === null ? {} : { "x-paystack-signature": signature };
      const headers = { "content-type": "application/json", ...signed };
      return (await api.inject({ method: "POST", url: `/v1/hooks/${providerId}`, headers, payload: body })).statusCode;
    },
    inject: api.inject.bind(api),
  };
}

/** The database past every policy: for looking, not for doing. */
function looksAt({ database: { owner }, modules }: Parts) {
  return {
    /** Balances that are not zero: `clearing KES` → 1000n; ids are left out. */
    async balances(): Promise<Record<string, bigint>> {
      const { rows } = await sql<{ code: string; currency: string; posted: bigint }>`
        select a.code, a.currency, b.posted from ledger.account a join ledger.balance b on b.account_id = a.id
         where b.posted <> 0 order by 1, 2`.execute(owner);
      const nameOf = (code: string) => code.replace(/\/[0-9a-f-]{36}$/, "");
      return Object.fromEntries(rows.map((row) => [`${nameOf(row.code)} ${row.currency}`, row.posted]));
    },
    payment: (id: string) =>
      owner.selectFrom("payments.payment").selectAll().where("id", "=", id).executeTakeFirstOrThrow(),
    refundRow: (id: string) =>
      owner.selectFrom("payments.refund").selectAll().where("id", "=", id).executeTakeFirstOrThrow(),
    payoutRow: (id: string) =>
      owner.selectFrom("payments.payout").selectAll().where("id", "=", id).executeTakeFirstOrThrow(),
    events: () => owner.selectFrom("payments.webhook_event").selectAll().orderBy("received_at").orderBy("id").execute(),
    unmatched: () => owner.selectFrom("payments.unmatched").selectAll().orderBy("created_at").orderBy("id").execute(),
    /** Breaches of the checks; `[]` when the data is whole. */
    async breaches(): Promise<string[]> {
      const checks = modules.flatMap((module) => module.checks ?? []);
      return (await Promise.all(checks.map((check) => check.run(owner)))).flat();
    },
  };
}

function start(
  ctx: CommunityContext,
  providerId: string,
  amount: bigint,
  currency: string,
  purposeId: string,
): Promise<PaymentRow> {
  return startPayment(ctx, {
    purpose: { kind: "test_gift", id: purposeId },
    providerId,
    userId: null,
    email: "wanjiru@example.org",
    amount,
    currency,
    description: "A roof",
  });
}

export function sign(body: string, key = SECRET): string {
  return createHmac("sha512", key).update(body).digest("hex");
}

let ids = 7_000_000_000;

/** A Paystack charge as `data`; the id is a new one unless given. */
export function chargeData(
  reference: string,
  amount: number,
  changes: Record<string, unknown> = {},
): Record<string, unknown> {
  return {
    id: ++ids,
    domain: "test",
    status: "success",
    reference,
    amount,
    requested_amount: amount,
    fees: 100,
    currency: "KES",
    paid_at: "2026-03-02T08:15:07.000Z",
    metadata: 0,
    customer: { email: "wanjiru@example.org" },
    ...changes,
  };
}

export function eventBody(event: string, data: Record<string, unknown>): string {
  return JSON.stringify({ event, data });
}
