import { expect } from "vitest";
import { Refused } from "../../src/ledger/testing/reference.ts";
import { changeAccount, closeAccount, closePeriod, compareAccounts, openAccount, reopenAccount } from "./accounts.ts";
import { postBatch } from "./batches.ts";
import { exchange, reverse } from "./corrections.ts";
import { captureHold, placeHold, releaseHold } from "./holds.ts";
import { postLines, postOne, runCommand } from "./postings.ts";
import { readBalances, readTrialBalance } from "./readings.ts";
import { NOTHING, recent, refusal, type Sent, type Story, type Touched, toldOf } from "./story.ts";
import type { Wish } from "./wishes.ts";

type Of<K extends Wish["kind"]> = Extract<Wish, { kind: K }>;

/** A history before its first step: what all of them begin with. */
export async function prepare(story: Story, wishes: readonly Wish[]): Promise<void> {
  for (const wish of wishes) await carryOut(story, wish, crypto.randomUUID());
  expect(await story.engine.faults()).toEqual([]);
  await compareAccounts(story);
  story.digests = await story.engine.digests();
}

/** Does it, compares the answer with the reference's, and then everything that must hold after whatever was done. */
export async function step(story: Story, wish: Wish): Promise<void> {
  const { engine } = story;
  const before = story.digests;
  const touched = await carryOut(story, wish, crypto.randomUUID());
  story.digests = await engine.digests();
  if (touched !== "any") expect(except(story.digests, touched)).toEqual(except(before, touched));
  expect(await engine.faults()).toEqual([]);
  await compareAccounts(story);
}

function except(digests: Readonly<Record<string, string>>, tables: readonly string[]): unknown {
  return Object.fromEntries(Object.entries(digests).filter(([name]) => !tables.includes(name)));
}

function carryOut(story: Story, wish: Wish, key: string): Promise<Touched> {
  switch (wish.kind) {
    case "open":
      return openAccount(story, wish, key);
    case "change":
      return changeAccount(story, wish, key);
    case "close":
      return closeAccount(story, wish, key);
    case "reopen":
      return reopenAccount(story, wish, key);
    case "post":
      return postOne(story, wish, key);
    case "bulk":
      return postLines(story, wish, key);
    case "batch":
      return postBatch(story, wish);
    case "command":
      return runCommand(story, wish, key);
    case "hold":
      return placeHold(story, wish, key);
    case "capture":
      return captureHold(story, wish, key);
    case "release":
      return releaseHold(story, wish, key);
    case "reverse":
      return reverse(story, wish, key);
    case "exchange":
      return exchange(story, wish, key);
    case "closePeriod":
      return closePeriod(story, wish, key);
    case "read":
      return readBalances(story, wish, key);
    case "trial":
      return readTrialBalance(story, wish);
    case "again":
      return sendAgain(story, wish);
    case "wait":
    case "keep":
      return passTime(story, wish);
  }
}

/** What upkeep may write. That a hold has ended is compared as if it had been written long ago. */
const KEPT: Readonly<Record<Of<"keep">["what"], readonly string[]>> = {
  seal: ["seal", "seal_head", "unsealed", "unrolled"],
  rollUp: ["account_day", "account_month", "rolled", "unrolled"],
  expire: [],
  jobs: ["closing", "account_day", "account_month", "rolled"],
};

async function passTime({ engine }: Story, wish: Of<"wait"> | Of<"keep">): Promise<Touched> {
  if (wish.kind === "keep") {
    await engine.keep(wish.what);
    return KEPT[wish.what];
  }
  await engine.wait(wish.hours);
  return "any";
}

/** The same under the same key is the same answer, and changes nothing; something else under it is refused. */
async function sendAgain(story: Story, { nth, isOther }: Of<"again">): Promise<Touched> {
  const { sent, engine } = story;
  const known = recent(sent, nth);
  if (!known) return NOTHING;
  if (!isRemembered(known, engine.now())) {
    sent.splice(sent.indexOf(known), 1);
    return carryOut(story, known.wish, known.key);
  }
  if (isOther && ["post", "hold", "reverse", "exchange"].includes(known.wish.kind)) {
    const other = { ...Object(known.body), description: "something else" };
    const answer = await engine.send("POST", known.path, other, known.key);
    expect(toldOf(answer)).toEqual(refusal(new Refused("idempotency_key_reused")));
  } else expect(await known.again()).toEqual(known.told);
  return NOTHING;
}

const DAY_MS = 86_400_000;

/** A command's answer is kept for 24 hours, a batch's to the end of the next day in UTC. */
function isRemembered({ isKept, way, at }: Sent, now: Date): boolean {
  const dayOf = (when: Date) => Math.floor(when.getTime() / DAY_MS);
  return isKept && (way === "edge" ? now.getTime() - at.getTime() < DAY_MS : dayOf(now) - dayOf(at) <= 1);
}
