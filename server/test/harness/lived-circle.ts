import { indexMetadata } from "../../src/ledger/reading/index-metadata.ts";
import { closeBooks } from "./closed-books.ts";
import { type Circle, createCircle, give, goalOf, must, passDays, pay, publishGoal, settle } from "./goals.ts";
import { keepBooks } from "./kept-books.ts";
import { createPerson, type Person, request } from "./people.ts";
import type { Sandbox } from "./sandbox.ts";
import type { TestServer } from "./server.ts";

/** A community with something in every table: gifts, a refund, proof and vote, release and payout, words, money without a home. */
export interface LivedCircle {
  circle: Circle;
  member: Person;
  /** By the names that the addresses use. `goalId` is of the published goal, and the others are its own. */
  ids: Record<string, string>;
  draftId: string;
  /** Shown nowhere yet. */
  draftMediaId: string;
}

const DESTINATION = { name: "Otieno Roofing", accountNumber: "0123456789", bankCode: "063" };

type Row = Record<string, unknown>;

export async function createLivedCircle(server: TestServer, sandbox: Sandbox): Promise<LivedCircle> {
  const circle = await createCircle(server, sandbox);
  // A new merchant's clock is the real one; where time has been made to pass, its webhooks would be of another day.
  const ahead = Math.round((server.clock.now().getTime() - Date.now()) / 1000);
  if (ahead > 0) await circle.merchant.call("POST", "/control/advance", { seconds: ahead });
  const member = await createPerson(server, "Baraka");
  const invitation = must(await circle.owner.send("POST", `${circle.path}/invitations`, {}));
  must(await member.send("POST", `/v1/invitations/${invitation["token"]}/acceptance`));
  const goalId = await publishGoal(server, circle, { amounts: [60_000, 40_000] });
  const draftId = await writeDraft(server, circle);
  const mediaId = await upload(server, circle);
  const giftId = await giveAndGiveBack(server, circle, goalId, member);
  await server.app.keeper.seal();
  await server.app.keeper.rollUp();
  await server.app.services.run({ as: "nobody", actor: { kind: "system", job: "test" } }, indexMetadata);
  await payStranger(circle);
  await request(server, "POST", `/v1/hooks/${circle.providerId}`, { forged: true });
  await settle(server, circle);
  // Sealed and not in the totals yet; what follows is not sealed.
  await server.app.keeper.seal();
  const proofId = await proveAndVote(server, circle, goalId, member, mediaId);
  const milestoneId = await payOut(server, circle, goalId);
  const commentId = await talk(server, circle, goalId);
  await settle(server, circle);
  const { holdId } = await keepBooks(circle);
  const through = await closeBooks(server, circle);
  const firstOf = async (path: string) => {
    const [first] = must(await circle.owner.get(`${circle.path}/${path}`))["items"] as Row[];
    if (!first) throw new Error(`nothing under ${path}`);
    return String(first["id"]);
  };
  const ids = {
    communityId: circle.communityId,
    goalId,
    giftId,
    proofId,
    milestoneId,
    commentId,
    mediaId,
    photoId: mediaId,
    userId: member.userId,
    invitationId: String(invitation["id"]),
    providerId: circle.providerId,
    paymentId: await firstOf("payments"),
    webhookEventId: await firstOf("webhook-events"),
    unmatchedId: await firstOf("unmatched-money"),
    accountId: await firstOf("ledger/accounts"),
    transactionId: await firstOf("ledger/transactions"),
    roleId: await firstOf("roles"),
    holdId,
    through,
  };
  return { circle, member, ids, draftId, draftMediaId: await upload(server, circle) };
}

async function writeDraft(server: TestServer, circle: Circle): Promise<string> {
  const money = { amount: 50_000, currency: circle.currency };
  const deadline = new Date(server.clock.now().getTime() + 20 * 86_400_000).toISOString();
  const words = { title: "Not shown yet", description: "A draft.", milestones: [{ title: "All", amount: money }] };
  return String(
    must(await circle.owner.send("POST", `${circle.path}/goals`, { ...words, targetAmount: money, deadline }))["id"],
  );
}

const PIXEL = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

async function upload(server: TestServer, circle: Circle): Promise<string> {
  const form = new FormData();
  form.append("file", new Blob([PIXEL], { type: "image/png" }), "roof.png");
  const sent = new Response(form);
  const answer = await server.app.api.inject({
    method: "POST",
    url: `${circle.path}/media`,
    headers: { authorization: `Bearer ${circle.owner.token}`, "content-type": sent.headers.get("content-type") ?? "" },
    payload: Buffer.from(await sent.arrayBuffer()),
  });
  if (answer.statusCode >= 300) throw new Error(`${answer.statusCode}: ${answer.body}`);
  return String((JSON.parse(answer.body) as Row)["id"]);
}

async function giveAndGiveBack(server: TestServer, circle: Circle, goalId: string, member: Person): Promise<string> {
  const back = await give(server, circle, goalId, 20_000, { email: "back@example.org" });
  const kept = [
    await give(server, circle, goalId, 70_000, member),
    await give(server, circle, goalId, 40_000, { email: "guest@example.org" }),
  ];
  await pay(server, circle, back.reference);
  must(await circle.owner.send("POST", `${circle.path}/goals/${goalId}/gifts/${back.giftId}/refund`));
  await server.runJobs();
  for (const gift of kept) await pay(server, circle, gift.reference);
  return kept[0]?.giftId ?? "";
}

async function payStranger(circle: Circle): Promise<void> {
  const reference = `stranger-${crypto.randomUUID()}`;
  const charge = {
    reference,
    amount: 7_000,
    currency: circle.currency,
    email: "stranger@example.org",
    returnUrl: "https://app.example.org/",
  };
  await circle.merchant.call("POST", "/charges", charge);
  await circle.merchant.call("POST", `/control/charges/${reference}/payment`, { channel: "card" });
}

async function proveAndVote(
  server: TestServer,
  circle: Circle,
  goalId: string,
  member: Person,
  mediaId: string,
): Promise<string> {
  const path = `${circle.path}/goals/${goalId}/proofs`;
  const proof = must(
    await circle.owner.send("POST", path, { title: "The quote", description: "Of the builder.", mediaIds: [mediaId] }),
  );
  await server.runJobs();
  must(await member.send("PUT", `${path}/${proof["id"]}/vote`, { isApproved: true }));
  await passDays(server, circle, 4);
  return String(proof["id"]);
}

async function payOut(server: TestServer, circle: Circle, goalId: string): Promise<string> {
  const [first] = (await goalOf(circle, goalId))["milestones"] as Row[];
  const path = `${circle.path}/goals/${goalId}`;
  must(await circle.owner.send("POST", `${path}/milestones/${first?.["id"]}/release`, {}));
  must(await circle.owner.send("POST", `${path}/payouts`, { milestoneId: first?.["id"], destination: DESTINATION }));
  await server.runJobs();
  await settle(server, circle);
  return String(first?.["id"]);
}

async function talk(server: TestServer, circle: Circle, goalId: string): Promise<string> {
  const path = `${circle.path}/goals/${goalId}`;
  must(await circle.owner.send("POST", `${path}/updates`, { title: "It goes on", body: "The wood is there." }));
  const comment = { body: "Well done", publicName: "Somebody" };
  const written = must(
    await request(server, "POST", `${path}/comments`, comment, { "idempotency-key": crypto.randomUUID() }),
  );
  must(await circle.owner.send("POST", `${path}/comments/${written["id"]}/approval`));
  must(
    await request(
      server,
      "POST",
      `${path}/comments/${written["id"]}/reports`,
      { reason: "Spam" },
      { "idempotency-key": crypto.randomUUID() },
    ),
  );
  return String(written["id"]);
}
