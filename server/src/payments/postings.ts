import { type AccountRef, credit, debit, type Line, type TransactionDraft } from "../ledger/index.ts";

/** What the provider owes us: grows with what payers paid, shrinks with fees, refunds, payouts and lost disputes. */
export function clearingAccount(providerId: string, currency: string): AccountRef {
  return { code: `clearing/${providerId}`, type: "CLEARING", currency, entity: { kind: "provider", id: providerId } };
}

/** Money that the provider moved and that nothing here knows a home for. */
export function suspenseAccount(providerId: string, currency: string): AccountRef {
  return { code: `suspense/${providerId}`, type: "SUSPENSE", currency, entity: { kind: "provider", id: providerId } };
}

/** Fees of providers that the community bears itself. */
export function providerFeesAccount(currency: string): AccountRef {
  return { code: "expense/provider-fees", type: "EXPENSE", currency };
}

export interface Movement {
  unmatchedId: string;
  providerId: string;
  direction: "in" | "out";
  amount: bigint;
  /** What the provider kept of it. */
  fee: bigint;
  currency: string;
  reason: string;
}

/**
 * in: D clearing, C suspense, and the fee D expense, C clearing. out: D suspense, C clearing. The suspense holds the whole
 * amount: it is what somebody will ask back.
 */
export function unmatchedPosting(movement: Movement): TransactionDraft {
  return {
    kind: `unmatched_${movement.direction}`,
    reference: `unmatched:${movement.unmatchedId}`,
    lines: linesOf(movement),
    source: { kind: "unmatched", id: movement.unmatchedId },
    metadata: { reason: movement.reason },
  };
}

/** The mirror, once the movement's home was found. */
export function matchedPosting(movement: Movement): TransactionDraft {
  const lines = linesOf(movement).map((line) =>
    (line.side === "debit" ? credit : debit)(line.account, line.amount, line.label),
  );
  return {
    kind: "unmatched_resolved",
    reference: `unmatched-resolved:${movement.unmatchedId}`,
    lines,
    source: { kind: "unmatched", id: movement.unmatchedId },
    metadata: { reason: movement.reason },
  };
}

function linesOf({ providerId, direction, amount, fee, currency }: Movement): Line[] {
  const clearing = clearingAccount(providerId, currency);
  const suspense = suspenseAccount(providerId, currency);
  if (direction === "out") return [debit(suspense, amount, "unmatched"), credit(clearing, amount, "unmatched")];
  const lines = [debit(clearing, amount, "unmatched"), credit(suspense, amount, "unmatched")];
  if (fee > 0n)
    lines.push(debit(providerFeesAccount(currency), fee, "provider_fee"), credit(clearing, fee, "provider_fee"));
  return lines;
}
