import type { Actor, CommunityContext } from "../../platform/context.ts";
import type { EntryPoint, Services } from "../../platform/services.ts";
import type { DemoClock } from "./clock.ts";
import type { Journal } from "./journal.ts";
import type { DemoMerchant } from "./merchant.ts";
import type { DemoQueue } from "./queue.ts";
import type { Story } from "./story.ts";

/** The demo's own instance of the server: all its parts but the clock are those of the one that people will use. */
export interface World {
  services: Services;
  queue: DemoQueue;
  clock: DemoClock;
  /** Where the provider's webhooks of the past go. */
  hooksUrl: string;
  /** Asked to stop: at the next step. */
  signal: AbortSignal;
}

/** A story and all that its steps act upon. */
export interface Stage extends World {
  story: Story;
  communityId: string;
  providerId: string;
  goalId: string;
  start: Date;
  /** Begun now, not gone on with. */
  isNew: boolean;
  merchant: DemoMerchant;
  journal: Journal;
  /** Ids of the story's people by their keys. */
  people: ReadonlyMap<string, string>;
}

export type CommunityEntry = Extract<EntryPoint, { communityId: string }>;

type Home = Pick<Stage, "communityId" | "people">;

const SYSTEM: Actor = { kind: "system", job: "demo" };

export function asSystem({ communityId }: Pick<Stage, "communityId">): CommunityEntry {
  return { as: "system", communityId, actor: SYSTEM };
}

export function asMember({ communityId, people }: Home, key: string): CommunityEntry {
  return { as: "member", communityId, actor: { kind: "user", userId: userIdOf(people, key), sessionId: null } };
}

/** As the edge lets in whoever gives, votes or comments: one of the people, or a guest. */
export function asAnyone({ communityId, people }: Home, key: string): CommunityEntry {
  const userId = people.get(key);
  return {
    as: "system",
    communityId,
    actor: userId ? { kind: "user", userId, sessionId: null } : { kind: "guest", email: guestEmail(key) },
  };
}

export function userIdOf(people: Stage["people"], key: string): string {
  const id = people.get(key);
  if (!id) throw new Error(`the story has nobody called ${key}`);
  return id;
}

export function guestEmail(key: string): string {
  return `${key}@example.org`;
}

/** The first of a story's people owns the community and its goal. */
export function ownerOf(story: Story): Story["people"][number] {
  const [owner] = story.people;
  if (!owner) throw new Error(`the story of ${story.title} has nobody in it`);
  return owner;
}

/** Does the work once, however often the load is cut off; answers what it left then (an id). */
export async function once(
  stage: Pick<Stage, "services" | "journal">,
  entry: CommunityEntry,
  key: string,
  work: (ctx: CommunityContext) => Promise<string>,
): Promise<string> {
  return stage.services.inCommunity(entry, async (ctx) => {
    const known = await stage.journal.find(ctx, key);
    if (known !== null) return known;
    const answer = await work(ctx);
    await stage.journal.keep(ctx, key, answer);
    return answer;
  });
}

/** What an earlier step left. */
export async function recall(
  stage: Pick<Stage, "services" | "journal" | "communityId">,
  key: string,
): Promise<string | null> {
  return stage.services.inCommunity(asSystem(stage), (ctx) => stage.journal.find(ctx, key));
}
