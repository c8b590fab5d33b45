import { refuse } from "../../platform/errors.ts";
import type { PostItem, PostResult } from "./item.ts";
import { Lane } from "./lane.ts";

export interface Poster {
  /** Decided and committed when it resolves. Throws `busy` (503) instead of letting memory grow. */
  post(item: PostItem): Promise<PostResult>;
  /** Answers what was asked before, and closes the connections. */
  stop(): Promise<void>;
}

export interface PosterParts {
  url: string;
  now: () => Date;
  newId: () => string;
  /** The outbox has something. Told at most every `TELL_MS`. */
  wake: () => void;
  lanes?: number;
  /** Transactions that may wait in this process. */
  room?: number;
}

const LANES = 2;
const ROOM = 4_000;
const TELL_MS = 200;

/**
 * The batched way into the books, for bare transfers at volume. A community always takes the same lane: batches of different
 * lanes seldom want the same accounts, and a batch holds many communities.
 */
export function createPoster(parts: PosterParts): Poster {
  const { room = ROOM } = parts;
  const committed = atMostEvery(TELL_MS, parts.wake);
  const lanes = Array.from({ length: parts.lanes ?? LANES }, () => new Lane({ ...parts, committed: committed.call }));
  return {
    async post(item) {
      const lane = lanes[laneOf(item.communityId, lanes.length)];
      const load = lanes.reduce((sum, { load }) => sum + load, 0);
      if (!lane || load >= room) throw refuse("busy", { status: 503, retryAfter: 1 });
      return lane.post(item);
    },
    async stop() {
      await Promise.all(lanes.map((lane) => lane.stop()));
      committed.end();
    },
  };
}

/** The last digits of a UUIDv7 are random. */
function laneOf(communityId: string, lanes: number): number {
  return Number.parseInt(communityId.slice(-6), 16) % lanes;
}

/** Calls at once and then at most once in `ms`, and never forgets the last wish. */
function atMostEvery(ms: number, wish: () => void): { call: () => void; end: () => void } {
  let timer: NodeJS.Timeout | null = null;
  let isAsked = false;
  const call = () => {
    if (timer) {
      isAsked = true;
      return;
    }
    wish();
    timer = setTimeout(() => {
      timer = null;
      if (isAsked) {
        isAsked = false;
        call();
      }
    }, ms);
    timer.unref();
  };
  return {
    call,
    end() {
      if (timer) clearTimeout(timer);
    },
  };
}
