import { type Refusal, refuse } from "../platform/errors.ts";
import type { RefusalCode, Refused } from "./decide.ts";

/** 409: it may be another answer tomorrow. 422: the same will never be posted. */
const STATUS: Readonly<Record<RefusalCode, 409 | 422>> = {
  unknown_account: 422,
  account_not_open: 409,
  account_frozen: 409,
  account_is_products: 409,
  currency_mismatch: 422,
  insufficient_funds: 409,
  limit_exceeded: 409,
  balance_out_of_range: 422,
  period_closed: 409,
  already_posted: 409,
  linked_refused: 409,
};

/** What a caller is told; the entry to blame is pointed at where it is one of the body's own. */
export function refusalOf({ code, line }: Refused, pointsAt?: (line: number) => string): Refusal {
  const pointer = line !== null && pointsAt ? { pointer: pointsAt(line) } : {};
  return refuse(code, { status: STATUS[code], ...pointer });
}
