import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type App, createApp } from "../../server/src/app/create-app.ts";
import { addMember, createCommunity } from "../../server/src/communities/index.ts";
import { createUser, hashPassword } from "../../server/src/identity/index.ts";
import { type AccountRef, credit, debit, post } from "../../server/src/ledger/index.ts";
import { parseConfig } from "../../server/src/platform/config.ts";
import { clearingAccount, HOT_OPENING, memberAccount, OPENING } from "./accounts.ts";
import { copyCommunity } from "./copies.ts";
import { type BooksUrls, withDatabase } from "./database.ts";
import { setLimits } from "./limits.ts";
import type { Target, WorldFiles } from "./plan.ts";

/** So many people post to the large community, each with a session of their own. */
const MEMBERS = 16;
/** Accounts that one transaction opens with their first money. */
const AT_ONCE = 500;
const PASSWORD = "correct horse battery 7";
const SYSTEM = { kind: "system", job: "bench" } as const;

export interface World {
  /** One community of many accounts. */
  large: WorldFiles & { communityId: string; accounts: number };
  /** Many communities of few accounts. */
  small: WorldFiles | null;
}

export interface Shape {
  accounts: number;
  communities: { count: number; accounts: number } | null;
}

/** People, communities and accounts, made by the product's own commands; opening money is posted like any other. */
export async function createWorld(urls: BooksUrls, dataDir: string, name: string, shape: Shape): Promise<World> {
  const env = { DATA_DIR: dataDir, SANDBOX: "0", DEMO: "0", SIGN_INS_PER_MINUTE: "1000000" };
  const app = await createApp({ config: parseConfig(env), databaseUrl: urls.app });
  try {
    const people = await createPeople(app);
    const communityId = await foundCommunity(app, people);
    await openGrowing(app, urls, communityId, shape.accounts);
    await setLimits(urls.owner, communityId);
    const place = (what: string) => join(dataDir, `${name}-${what}`);
    const large = await writeFiles(
      urls,
      place("large"),
      people.map(({ token }) => ({ communityId, token, first: 0, count: shape.accounts })),
    );
    const small = shape.communities
      ? await createSmall(app, urls, place("small"), communityId, shape.communities)
      : null;
    await withDatabase(urls.owner, (client) => client.ask("vacuum (analyze)"));
    return { large: { ...large, communityId, accounts: shape.accounts }, small };
  } finally {
    await app.stop();
  }
}

interface Person {
  userId: string;
  token: string;
}

async function createPeople(app: App): Promise<Person[]> {
  const passwordHash = await hashPassword(PASSWORD);
  const people: Person[] = [];
  for (let index = 0; index < MEMBERS; index++) {
    const email = `bench-${index}@example.org`;
    const user = await app.services.run({ as: "nobody", actor: SYSTEM }, (ctx) =>
      createUser(ctx, { email, passwordHash, givenName: "Wanjiru", familyName: String(index) }),
    );
    people.push({ userId: user.id, token: await signIn(app, email) });
  }
  return people;
}

async function signIn(app: App, email: string): Promise<string> {
  const payload = { email, password: PASSWORD, bearer: true };
  const answer = await app.api.inject({ method: "POST", url: "/v1/sessions", payload });
  const { token } = answer.json<{ token?: string }>();
  if (!token) throw new Error(`the sign-in was refused: ${answer.body}`);
  return token;
}

async function foundCommunity(app: App, [founder, ...others]: readonly Person[]): Promise<string> {
  if (!founder) throw new Error("a community needs a founder");
  const { userId } = founder;
  const actor = { kind: "user", userId, sessionId: null } as const;
  const asked = { name: "Bench", products: [], currency: "KES", locale: "en", timeZone: "Africa/Nairobi" };
  const { id } = await app.services.run({ as: "self", userId, actor }, (ctx) => createCommunity(ctx, asked));
  await app.services.inCommunity({ as: "system", communityId: id, actor: SYSTEM }, async (ctx) => {
    for (const other of others) await addMember(ctx, { userId: other.userId, roles: ["treasurer"] });
  });
  return id;
}

/**
 * Twice as many each time, with fresh statistics in between: tables that were empty a second ago are searched from end to end
 * until the planner hears that they have grown.
 */
async function openGrowing(app: App, urls: BooksUrls, communityId: string, count: number): Promise<void> {
  for (let from = 0; from < count; ) {
    const to = Math.min(count, Math.max(AT_ONCE, 2 * from));
    await openAccounts(app, communityId, from, to);
    await withDatabase(urls.owner, (client) => client.ask("analyze"));
    from = to;
  }
}

/** Opens the accounts by posting their first money to them: the first one, the hot one, has plenty. */
async function openAccounts(app: App, communityId: string, first: number, end: number): Promise<void> {
  for (let from = first; from < end; from += AT_ONCE) {
    const indices = Array.from({ length: Math.min(AT_ONCE, end - from) }, (_, index) => from + index);
    const gifts = indices.map((index): [AccountRef, bigint] => [
      memberAccount(index),
      index === 0 ? HOT_OPENING : OPENING,
    ]);
    const total = gifts.reduce((sum, [, amount]) => sum + amount, 0n);
    await app.services.inCommunity({ as: "system", communityId, actor: SYSTEM }, async (ctx) => {
      post(ctx, {
        kind: "opening",
        reference: `opening/${from}`,
        source: { kind: "bench", id: ctx.newId() },
        lines: [
          debit(clearingAccount(), total, "opening"),
          ...gifts.map(([account, amount]) => credit(account, amount, "opening")),
        ],
      });
    });
  }
}

async function createSmall(
  app: App,
  urls: BooksUrls,
  place: string,
  templateId: string,
  { count, accounts }: { count: number; accounts: number },
): Promise<WorldFiles> {
  const copies = await copyCommunity(urls.owner, templateId, count);
  const waiting = [...copies];
  const work = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) await openAccounts(app, next.communityId, 0, accounts);
  };
  await Promise.all(Array.from({ length: 8 }, work));
  return writeFiles(
    urls,
    place,
    copies.map((copy, index) => ({ ...copy, first: index * accounts, count: accounts })),
  );
}

async function writeFiles(urls: BooksUrls, place: string, targets: readonly Target[]): Promise<WorldFiles> {
  const communities = [...new Set(targets.map(({ communityId }) => communityId))];
  const ids = await withDatabase(urls.owner, async (client) => {
    const rows = await client.ask<{ id: string }>(
      `select a.id from unnest($1::uuid[]) with ordinality as c (id, n)
         join ledger.account a on a.community_id = c.id and a.code like 'member/%' order by c.n, a.code`,
      [communities],
    );
    return rows.map(({ id }) => id);
  });
  const files = { targetsFile: `${place}-targets.json`, accountsFile: `${place}-accounts` };
  writeFileSync(files.targetsFile, JSON.stringify(targets));
  writeFileSync(files.accountsFile, ids.join(""));
  return files;
}
