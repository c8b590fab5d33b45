import { type Answered, exchange } from "../client.ts";
import { createRandom, type Random } from "../random.ts";
import type { Books } from "./books.ts";
import { nextWish, type Outcome, type Wish } from "./wishes.ts";

export interface LoadParts {
  books: Books;
  seed: number;
  workers: number;
  /** Where the next request goes; waits while there is nobody to ask. */
  pickUrl: (random: Random) => Promise<string>;
}

/** A transaction that was asked for, by its name, and what its sender was told in the end. */
export interface Asked {
  name: string;
  outcome: Outcome;
}

/** Senders without pause. Most repeat a request under its key until it is answered; some give up. */
export interface Load {
  /** The names of its transactions begin with it. */
  readonly seed: number;
  readonly asked: readonly Asked[];
  readonly acknowledged: number;
  /** Requests that got no answer, or one that says to come back. */
  readonly repeats: number;
  /** Of these, how many were told when to come back. */
  readonly turnedAway: number;
  /** Answers that nobody may get. */
  readonly faults: readonly string[];
  /** No new requests; resolves when each has its outcome. */
  stop(): Promise<void>;
  /** Everybody gives up: there is nobody left to ask. */
  abandon(): void;
}

const PAUSE_MS = 20;
const STUBBORN = 0.75;
/** So many of what was acknowledged is asked once more: it must be answered the same and posted once. */
const ASKED_TWICE = 0.05;

interface Tally {
  asked: Asked[];
  faults: string[];
  acknowledged: number;
  repeats: number;
  turnedAway: number;
  isAbandoned: boolean;
}

export function startLoad(parts: LoadParts): Load {
  const tally: Tally = { asked: [], faults: [], acknowledged: 0, repeats: 0, turnedAway: 0, isAbandoned: false };
  let isOver = false;
  const work = async (worker: number): Promise<void> => {
    const random = createRandom(parts.seed * 1_000 + worker);
    const posted: string[] = [];
    for (let number = 0; !isOver; number++) {
      const wish = nextWish(parts.books, random, `${parts.seed}-${worker}-${number}`, posted);
      const outcomes = await send(parts, tally, wish, random);
      for (const [index, name] of wish.names.entries()) note(tally, name, outcomes[index] ?? "unknown");
      if (wish.isPlain) posted.push(...idsIn(outcomes));
    }
  };
  const ended = Promise.all(Array.from({ length: parts.workers }, (_, worker) => work(worker)));
  // Heard where the load is stopped.
  ended.catch(() => undefined);
  return {
    seed: parts.seed,
    asked: tally.asked,
    faults: tally.faults,
    get acknowledged() {
      return tally.acknowledged;
    },
    get repeats() {
      return tally.repeats;
    },
    get turnedAway() {
      return tally.turnedAway;
    },
    async stop() {
      isOver = true;
      await ended;
    },
    abandon() {
      isOver = true;
      tally.isAbandoned = true;
    },
  };
}

function note(tally: Tally, name: string, outcome: Outcome): void {
  tally.asked.push({ name, outcome });
  if (typeof outcome === "object" && "id" in outcome) tally.acknowledged += 1;
}

function idsIn(outcomes: readonly Outcome[]): string[] {
  return outcomes.flatMap((outcome) => (typeof outcome === "object" && "id" in outcome ? outcome.id : []));
}

async function send(parts: LoadParts, tally: Tally, wish: Wish, random: Random): Promise<Outcome[]> {
  const isStubborn = random.chance(STUBBORN);
  const isAskedTwice = random.chance(ASKED_TWICE);
  const outcomes = await sendUntilAnswered(parts, tally, wish, random, isStubborn);
  const ids = idsIn(outcomes);
  if (!isAskedTwice || ids.length === 0) return outcomes;
  const again = idsIn(await sendUntilAnswered(parts, tally, wish, random, true));
  if (again.join() !== ids.join()) tally.faults.push(`${wish.key} was answered ${ids.join()} and then ${again.join()}`);
  return outcomes;
}

async function sendUntilAnswered(
  { books, pickUrl }: LoadParts,
  tally: Tally,
  wish: Wish,
  random: Random,
  isStubborn: boolean,
): Promise<Outcome[]> {
  const headers = {
    "content-type": wish.type,
    authorization: `Bearer ${books.token}`,
    "idempotency-key": wish.key,
  };
  for (;;) {
    const url = (await pickUrl(random)) + wish.path;
    const answered = await exchange(url, { method: "POST", headers, body: wish.body });
    const outcomes = answered && isAnswer(tally, wish, answered) ? wish.read(answered) : null;
    if (outcomes) return outcomes;
    tally.repeats += 1;
    if (!isStubborn || tally.isAbandoned) return wish.names.map(() => "unknown");
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}

/** A 503 says when to come back, and nothing else of ours reaches a caller: no deadlock, no lost connection, no fault. */
function isAnswer(tally: Tally, { key }: Wish, { status, headers, text }: Answered): boolean {
  if (status < 500) return true;
  const isTurnedAway = status === 503 && Number(headers.get("retry-after")) > 0;
  if (isTurnedAway) tally.turnedAway += 1;
  else tally.faults.push(`${key} was answered ${status}: ${text.slice(0, 300)}`);
  return false;
}
