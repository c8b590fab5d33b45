import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestServer } from "../../test/harness/server.ts";
import type { CommunityContext } from "../platform/context.ts";
import { makeKeyRing, parseKeyRing } from "../platform/key-ring.ts";
import { openVote } from "./open-vote.ts";
import { findGiver, giverFor } from "./queries/givers.ts";
import { createWorld, type World } from "./testing/world.ts";

const OLD = makeKeyRing();
const rotated = parseKeyRing(`${makeKeyRing().replace("k1:", "k2:")},${OLD}`);
let world: World;
beforeAll(async () => {
  world = await createWorld(await createTestServer({ encryptionKeys: OLD }));
});
afterAll(() => world.stop());

/** As after a restart with a new key before the old one. */
const withNewKey = <T>(work: (ctx: CommunityContext) => Promise<T>) =>
  world.system((ctx) => work({ ...ctx, keys: rotated }));
const guest = (email: string) => ({ userId: null, email, locale: "en" });

describe("after a new key has come", () => {
  it("a guest is the same giver still, and is kept under the new key from then on", async () => {
    const before = await world.system((ctx) => giverFor(ctx, guest("nadia@x.example")));
    const after = await withNewKey((ctx) => giverFor(ctx, guest("Nadia@x.example")));
    expect(after.id).toBe(before.id);
    const again = await withNewKey((ctx) => giverFor(ctx, guest("nadia@x.example")));
    expect(again.id).toBe(before.id);
    const { rows } = await sql<{ email_key: string; email_sealed: string }>`
      select email_key, email_sealed from fundraising.giver where id = ${before.id}`.execute(
      world.server.database.owner,
    );
    const [key] = rotated.signatures(`${world.communityId}:email:nadia@x.example`, "fundraising.person");
    expect(rows[0]?.email_key).toBe(key);
    expect(rows[0]?.email_sealed.startsWith("k2.")).toBe(true);
  });

  it("one who was made twice stays the one under the new key", async () => {
    const old = await world.system((ctx) => giverFor(ctx, guest("twice@x.example")));
    const onlyNew = {
      ...rotated,
      signatures: (message: string, purpose: string) => [rotated.sign(message, purpose)] as const,
    };
    const fresh = await world.system((ctx) => giverFor({ ...ctx, keys: onlyNew }, guest("twice@x.example")));
    expect(fresh.id).not.toBe(old.id);
    expect((await withNewKey((ctx) => giverFor(ctx, guest("twice@x.example")))).id).toBe(fresh.id);
  });

  it("an address has one voice, and the owner's has none", async () => {
    const member = await world.newMember("juma");
    const goal = await world.goal({ amounts: [20_000] });
    const email = await emailOf(member);
    for (const giver of [{ userId: member }, { email: world.ownerEmail }, { email: "one@x.example" }]) {
      await world.paid((await world.begin(goal.id, 5_000, giver)).id);
    }
    const late = await world.begin(goal.id, 5_000, { email: "late@x.example" });
    await withNewKey(async (ctx) => {
      const { id } = await giverFor(ctx, guest(email));
      await sql`update fundraising.gift set giver_id = ${id} where id = ${late.id}`.execute(ctx.tx);
    });
    await world.paid(late.id);
    const { id: proofId } = await world.submit(goal.id);
    await withNewKey((ctx) => openVote(ctx, { proofId }));
    const { rows } = await sql<{ giver_id: string }>`
      select giver_id from fundraising.voter where proof_id = ${proofId}`.execute(world.server.database.owner);
    const voters = await withNewKey(async (ctx) => {
      const emails = [];
      for (const { giver_id: giverId } of rows) emails.push((await findGiver(ctx, giverId))?.email);
      return emails;
    });
    expect(voters.sort()).toEqual([email, "one@x.example"].sort());
  });
});

async function emailOf(userId: string): Promise<string> {
  const { rows } = await sql<{ email: string }>`select email from identity."user" where id = ${userId}`.execute(
    world.server.database.owner,
  );
  return rows[0]?.email ?? "";
}
