import type { Happening } from "../platform/dispatcher.ts";

/** Under load the books tell of dozens of batches a second, each with hundreds of ids: more than a page can show, or a phone should carry. */
const GATHER_MS = 500;
const MOST_IDS = 200;
const POSTED = "ledger.transactions_posted";

export interface Gathering {
  take(event: Happening): void;
  end(): void;
}

interface Community {
  timer: NodeJS.Timeout;
  held: Happening | null;
}

/**
 * Tells of postings at once and then at most twice a second for each community, as one event with the number of the last one. All
 * other events pass, and what is held passes before them: whoever resumes from the last number has missed nothing.
 */
export function gatherPosted(tell: (event: Happening) => void): Gathering {
  const communities = new Map<string | null, Community>();
  const release = (community: Community): boolean => {
    const { held } = community;
    community.held = null;
    if (held) tell(held);
    return held !== null;
  };
  const wait = (communityId: string | null): NodeJS.Timeout =>
    setTimeout(() => {
      const community = communities.get(communityId);
      if (community && release(community)) community.timer = wait(communityId);
      else communities.delete(communityId);
    }, GATHER_MS).unref();
  return {
    take(event) {
      const { communityId } = event;
      const community = communities.get(communityId);
      if (event.name !== POSTED) {
        if (community) release(community);
        tell(event);
      } else if (community) {
        community.held = community.held ? joined(community.held, event) : shortened(event);
      } else {
        communities.set(communityId, { timer: wait(communityId), held: null });
        tell(shortened(event));
      }
    },
    end() {
      for (const { timer } of communities.values()) clearTimeout(timer);
      communities.clear();
    },
  };
}

/** An event of postings with the newest of its ids; all others as they are. */
export function shortened(event: Happening): Happening {
  if (event.name !== POSTED) return event;
  const ids = idsOf(event);
  if (ids.length <= MOST_IDS) return event;
  return { ...event, payload: { ...event.payload, transactionIds: ids.slice(-MOST_IDS), isPartial: true } };
}

function joined(before: Happening, event: Happening): Happening {
  const isPartial = before.payload["isPartial"] === true ? { isPartial: true } : {};
  const payload = { ...event.payload, ...isPartial, transactionIds: [...idsOf(before), ...idsOf(event)] };
  return shortened({ ...event, payload });
}

function idsOf({ payload }: Happening): readonly unknown[] {
  const ids = payload["transactionIds"];
  return Array.isArray(ids) ? ids : [];
}
