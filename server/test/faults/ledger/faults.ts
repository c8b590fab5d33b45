import type { PublishedSeal } from "../../../src/ledger/module.ts";
import { createRandom, type Random } from "../random.ts";
import { until } from "../until.ts";
import { audit, latestSeal } from "./audit.ts";
import { startFlood } from "./flood.ts";
import { type Asked, type Load, startLoad } from "./load.ts";
import type { Blow, LedgerWorld } from "./world.ts";

/** Kills of the server and the database; connections that are cut in the middle of COMMIT; a database that stands still. */
export const FAULTS = ["kills", "commits", "freezes"] as const;
export type Fault = (typeof FAULTS)[number];

export function isFault(name: string): name is Fault {
  return FAULTS.some((fault) => fault === name);
}

export interface Round {
  fault: Fault;
  /** Kills, cuts, or times that it stood still. */
  blows: number;
  asked: number;
  acknowledged: number;
  repeats: number;
  turnedAway: number;
  faults: readonly string[];
}

/** More say no more. */
const MOST_TOLD = 50;

interface Fire {
  world: LedgerWorld;
  load: Load;
  random: Random;
  until: number;
  tell: (line: string) => void;
  /** Seals that were seen on the way: the chain must still hold them at the end. */
  published: PublishedSeal[];
  /** Transactions that were asked for beside the load. */
  asked: Asked[];
}

const WORKERS: Readonly<Record<Fault, number>> = { kills: 12, commits: 12, freezes: 60 };
const UNDER_FIRE: Readonly<Record<Fault, (fire: Fire) => Promise<number>>> = { kills, commits, freezes };

/**
 * One load under one kind of fault for so long, and what is wrong in the books after it. The seed decides everything but the
 * scheduler's moods.
 */
export async function runRound(
  world: LedgerWorld,
  { fault, seed, ms }: { fault: Fault; seed: number; ms: number },
  tell: (line: string) => void,
): Promise<Round> {
  const random = createRandom(seed);
  const pickUrl = async () => {
    await world.ready();
    return world.url;
  };
  const load = startLoad({ books: world.books, seed, workers: WORKERS[fault], pickUrl });
  const fire: Fire = { world, load, random, until: Date.now() + ms, tell, published: [], asked: [] };
  try {
    const blows = await UNDER_FIRE[fault](fire);
    await progress(load);
    await load.stop();
    const asked = [...load.asked, ...fire.asked];
    const found = await audit(world.ownerUrl(), world.books, { seed, asked }, fire.published);
    const { acknowledged, repeats, turnedAway } = load;
    const faults = [...load.faults, ...found].slice(0, MOST_TOLD);
    return { fault, blows, asked: asked.length, acknowledged, repeats, turnedAway, faults };
  } finally {
    load.abandon();
  }
}

const LIKELY_BLOWS: readonly Blow[] = ["server", "server", "server", "database", "database", "postmaster", "both"];
const LONGEST_PEACE_MS = 1_500;

async function kills({ world, load, random, until: end, tell, published }: Fire): Promise<number> {
  let blows = 0;
  for (; blows === 0 || Date.now() < end; blows++) {
    await progress(load);
    const peace = random.between(0, LONGEST_PEACE_MS);
    // A delay on purpose: the blow may fall at any moment.
    await new Promise((resolve) => setTimeout(resolve, peace));
    const blow = random.pick(LIKELY_BLOWS);
    const before = load.acknowledged;
    await world.strike(blow);
    tell(`  ${blow} after ${peace} ms, ${before} acknowledged so far`);
    published.splice(0, 1, ...(await latestSeal(world.ownerUrl(), world.books)));
  }
  return blows;
}

const CUT_SHARE = 0.05;

async function commits({ world, random, until: end, tell }: Fire): Promise<number> {
  const { proxy } = world;
  const cut = () => proxy.cuts.before + proxy.cuts.after;
  const [began, before] = [cut(), { ...proxy.cuts }];
  proxy.cutAt(() => (random.chance(CUT_SHARE) ? random.pick(["before", "after"]) : null));
  try {
    await until("the end of the cuts", () => Date.now() > end && cut() > began, end - Date.now() + 60_000);
  } finally {
    proxy.cutAt(() => null);
  }
  tell(`  ${proxy.cuts.before - before.before} before the COMMIT arrived, ${proxy.cuts.after - before.after} after`);
  return cut() - began;
}

const FLOOD = 6_000;
const MOST_MB = 400;

/** It stands still until everybody of a flood has been told to come back. */
async function freezes({ world, load, random, until: end, tell, asked }: Fire): Promise<number> {
  let blows = 0;
  for (; blows === 0 || Date.now() < end; blows++) {
    await progress(load);
    const [began, before] = [Date.now(), Math.round(world.memory())];
    world.database.freeze();
    const flood = startFlood(world.url, world.books, random, { name: `${load.seed}-flood${blows}`, size: FLOOD });
    asked.push(...flood.asked);
    try {
      const turnedAway = await flood.turnedAway();
      const memory = Math.round(world.memory());
      const seconds = Math.round((Date.now() - began) / 1_000);
      tell(`  stood still for ${seconds} s: ${turnedAway} of ${FLOOD} turned away, memory ${before} to ${memory} MB`);
      if (turnedAway < FLOOD) throw new Error(`${FLOOD - turnedAway} were answered and not told when to come back`);
      if (memory > MOST_MB) throw new Error(`the server took ${memory} MB while the database stood still`);
    } finally {
      world.database.thaw();
      flood.end();
    }
  }
  return blows;
}

const SIGNS_OF_LIFE = 10;

/** Load goes through: what was hurt has healed. */
async function progress(load: Load): Promise<void> {
  const before = load.acknowledged;
  await until("acknowledged transfers", () => load.acknowledged >= before + SIGNS_OF_LIFE);
}
