import pg from "pg";
import { isRecord, itemsOf } from "./client.ts";
import { asOwner, base, type Flow, goalPath } from "./flow.ts";
import type { World } from "./world.ts";

/** What is wrong at the end of a flow that nothing may have harmed; empty when all is as if nobody had pulled a plug. */
export async function faultsAfter(flow: Flow, world: World): Promise<string[]> {
  return [
    ...(await goalFaults(flow)),
    ...(await movementFaults(flow)),
    ...(await bookFaults(flow)),
    ...(await rowFaults(flow, world)),
  ];
}

async function goalFaults(flow: Flow): Promise<string[]> {
  const { plan } = flow;
  const goal = await asOwner(flow, "GET", goalPath(flow));
  const raised = plan.gifts.reduce((sum, { amount }) => sum + amount, 0);
  const figure = (name: string) => {
    const figures = isRecord(goal["figures"]) ? goal["figures"] : {};
    const money = figures[name];
    return isRecord(money) ? money["amount"] : undefined;
  };
  return differences("the goal", {
    status: [goal["status"], plan.provesUse ? "proven" : "withdrawn"],
    raised: [figure("raised"), raised],
    inEscrow: [figure("inEscrow"), 0],
    refunded: [figure("refunded"), plan.refundedGift.amount],
    "released is paid out": [figure("paidOut"), figure("released")],
  });
}

/** Each movement happened once here, and once at the provider. */
async function movementFaults(flow: Flow): Promise<string[]> {
  const { plan, client, secretKey } = flow;
  const statuses = async (path: string) =>
    itemsOf(await asOwner(flow, "GET", `${path}?limit=100`))
      .map((item) => String(item["status"]))
      .sort();
  const kept = plan.gifts.length;
  const parts = plan.milestones.length;
  const { body } = await client.ask({ at: "sandbox", method: "GET", path: "/control/books", token: secretKey });
  const [merchant] = Array.isArray(body["merchants"]) ? body["merchants"].filter(isRecord) : [];
  const [books] = merchant && Array.isArray(merchant["currencies"]) ? merchant["currencies"].filter(isRecord) : [];
  const counts = books && isRecord(books["counts"]) ? books["counts"] : {};
  return differences("movements", {
    gifts: [await statuses(`${goalPath(flow)}/gifts`), ["refunded", ...times(kept, "succeeded")]],
    payments: [await statuses(`${base(flow)}/payments`), times(kept + 1, "succeeded")],
    refunds: [await statuses(`${base(flow)}/refunds`), ["processed"]],
    payouts: [await statuses(`${base(flow)}/payouts`), times(parts, "succeeded")],
    "unmatched money": [await statuses(`${base(flow)}/unmatched-money`), []],
    "charges at the provider": [counts["charges"], kept + 1],
    "refunds at the provider": [counts["refunds"], 1],
    "payouts at the provider": [counts["payouts"], parts],
  });
}

/** The provider owes us what our books say that it owes. */
async function bookFaults(flow: Flow): Promise<string[]> {
  const trial = itemsOf(await asOwner(flow, "GET", `${base(flow)}/ledger/trial-balance`));
  const clearing = trial.find((line) => line["code"] === `clearing/${flow.providerId}`);
  const ours = Number(clearing?.["debit"] ?? 0) - Number(clearing?.["credit"] ?? 0);
  const { body } = await flow.client.ask({ at: "sandbox", method: "GET", path: "/balance", token: flow.secretKey });
  const balances = Array.isArray(body["balances"]) ? body["balances"].filter(isRecord) : [];
  return differences("books", { clearing: [ours, balances.find((line) => line["currency"] === "KES")?.["balance"]] });
}

/** Nothing that was asked for once stands there twice. */
async function rowFaults(flow: Flow, world: World): Promise<string[]> {
  const { plan } = flow;
  const proofs = flow.proofs.length;
  const wanted: Record<string, [sql: string, count: number]> = {
    users: [
      "select from identity.\"user\" where email_normal like '%.' || $2 || '@example.org' and $1::uuid is not null",
      2,
    ],
    communities: ["select from communities.community where id = $1 or slug = $2", 1],
    members: ["select from communities.membership where community_id = $1 and $2 <> ''", 2],
    providers: ["select from payments.provider where community_id = $1 and $2 <> ''", 1],
    goals: ["select from fundraising.goal where community_id = $1 and $2 <> ''", 1],
    gifts: ["select from fundraising.gift where community_id = $1 and $2 <> ''", plan.gifts.length + 1],
    proofs: ["select from fundraising.proof where community_id = $1 and $2 <> ''", proofs],
    votes: ["select from fundraising.vote where community_id = $1 and $2 <> ''", 2 * proofs],
    "gifts in the books": [
      "select from ledger.transaction where community_id = $1 and kind = 'gift' and $2 <> ''",
      plan.gifts.length + 1,
    ],
    "releases in the books": [
      "select from ledger.transaction where community_id = $1 and kind = 'release' and $2 <> ''",
      plan.milestones.length,
    ],
    "payouts in the books": [
      "select from ledger.transaction where community_id = $1 and kind = 'payout' and $2 <> ''",
      plan.milestones.length,
    ],
    "receipt numbers": [
      "select from documents.document where community_id = $1 and kind = 'receipt' and $2 <> ''",
      plan.gifts.length + 1,
    ],
  };
  return withDatabase(world, async (db) => {
    const found: Record<string, [unknown, unknown]> = {};
    for (const [name, [sql, count]] of Object.entries(wanted)) {
      const { rowCount } = await db.query(sql, [flow.communityId, plan.name]);
      found[name] = [rowCount, count];
    }
    return differences("rows", found);
  });
}

/** Jobs that were given up, or that a dead process still holds. */
export async function jobFaults(world: World): Promise<string[]> {
  return withDatabase(world, async (db) => {
    const { rows } = await db.query<{ job: string; fault: string }>(`
      select task_identifier || ' ' || id as job,
             case when attempts >= max_attempts then 'given up: ' || coalesce(last_error, '') else 'held since ' || locked_at || ': ' || coalesce(last_error, '') end as fault
        from graphile_worker.jobs where attempts >= max_attempts or locked_at < now() - interval '15 seconds'`);
    return rows.map(({ job, fault }) => `job ${job} is ${fault}`);
  });
}

/** Every truth of the live data, as the operator asks for it. */
export async function checkFaults(world: World): Promise<string[]> {
  const { code, output } = await world.operate("check", "--json");
  const answer: unknown = output.startsWith("{") ? JSON.parse(output.split("\n")[0] ?? "") : {};
  if (!isRecord(answer) || !Array.isArray(answer["checks"]))
    return [`the check could not be made (${code}): ${output}`];
  const broken = answer["checks"].filter(isRecord).filter((check) => check["whole"] !== true);
  return broken.map((check) => `${check["name"]}: ${JSON.stringify(check["faults"])}`);
}

async function withDatabase<T>(world: World, work: (db: pg.Client) => Promise<T>): Promise<T> {
  const db = new pg.Client({ connectionString: world.databaseUrl() });
  await db.connect();
  try {
    return await work(db);
  } finally {
    await db.end();
  }
}

function times(count: number, word: string): string[] {
  return Array.from({ length: count }, () => word);
}

function differences(of: string, compared: Record<string, [found: unknown, wanted: unknown]>): string[] {
  return Object.entries(compared)
    .filter(([, [found, wanted]]) => JSON.stringify(found) !== JSON.stringify(wanted))
    .map(([name, [found, wanted]]) => `${of}: ${name} is ${JSON.stringify(found)}, not ${JSON.stringify(wanted)}`);
}
