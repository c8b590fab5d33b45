import { refuse } from "../../platform/errors.ts";

const MOST = BigInt(Number.MAX_SAFE_INTEGER);

/** A sum as the wire has it: one that a number cannot hold is refused, never rounded. */
export function amountOut(sum: bigint): number {
  if (sum > MOST || sum < -MOST) throw refuse("balance_out_of_range", { status: 422 });
  return Number(sum);
}
