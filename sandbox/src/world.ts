import type { Courier } from "./events/courier.ts";
import type { Locks } from "./locks.ts";
import type { Merchant } from "./merchants/merchant.ts";
import type { Store } from "./store/store.ts";

/** What the parts of the running sandbox share. */
export interface World {
  readonly store: Store;
  /** Real time in milliseconds. */
  readonly now: () => number;
  readonly courier: Courier;
  /** One flush at a time for each merchant. */
  readonly locks: Locks;
  /** Something may have fallen due. */
  readonly wake: () => void;
  /** Base of checkout addresses; known once the server listens. */
  publicUrl: string;
  readonly closing: AbortSignal;
}

export function timeOf(world: Pick<World, "now">, merchant: Merchant): number {
  return world.now() + merchant.clockOffset;
}
