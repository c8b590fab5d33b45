import type { TestServer } from "../../../test/harness/server.ts";
import type { Actor, CommunityContext } from "../../platform/context.ts";

export const CURRENCY = "KES";
export const money = (amount: number | bigint) => ({ amount: BigInt(amount), currency: CURRENCY });
export const GUEST: Actor = { kind: "guest", email: null };

/** A community of a test's own, and the ways into it. */
export interface Doors {
  server: TestServer;
  communityId: string;
  providerId: string;
  ownerId: string;
  ownerEmail: string;
  system: <T>(work: (ctx: CommunityContext) => Promise<T>) => Promise<T>;
  as: <T>(userId: string, work: (ctx: CommunityContext) => Promise<T>) => Promise<T>;
  /** Through the door for people without a membership: as the system, which the command's policy limits. */
  outside: <T>(actor: Actor, work: (ctx: CommunityContext) => Promise<T>) => Promise<T>;
}
