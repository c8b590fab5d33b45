import { refuse } from "../../platform/errors.ts";
import type { HoldRow } from "./queries.ts";

/** What a product reserved, such as a payout under way, is the product's to end. */
export function requireOpenHold(hold: HoldRow): void {
  if (hold.source_kind !== null) throw refuse("hold_is_products", { status: 409 });
  if (hold.status !== "held") throw refuse("hold_ended", { status: 409 });
}
