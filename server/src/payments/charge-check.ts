import { least } from "../platform/money.ts";
import type { ChargeReport } from "./gateway.ts";

export type ChargeCheck =
  | { kind: "as_asked" /** What the provider took of the amount asked for. */; fee: bigint; surplus: bigint }
  | { kind: "otherwise"; reason: "wrong_mode" | "wrong_currency" | "wrong_amount" };

/**
 * Whether a successful charge is the one that was asked for. What was charged above it covers, first of all, a fee that
 * the provider passed on to the payer; what is left then belongs to nobody here.
 */
export function checkCharge(asked: { amount: bigint; currency: string }, report: ChargeReport): ChargeCheck {
  if (!report.modeMatches) return { kind: "otherwise", reason: "wrong_mode" };
  if (report.currency !== asked.currency) return { kind: "otherwise", reason: "wrong_currency" };
  if (report.requestedAmount !== asked.amount || report.paidAmount < asked.amount)
    return { kind: "otherwise", reason: "wrong_amount" };
  const above = report.paidAmount - asked.amount;
  const passedOn = least(above, report.fee);
  return { kind: "as_asked", fee: report.fee - passedOn, surplus: above - passedOn };
}
