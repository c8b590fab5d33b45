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

/** What stayed with the community and nobody claimed. */
export function otherIncomeAccount(currency: string): AccountRef {
  return { code: "revenue/other-income", type: "REVENUE", currency };
}

/** What left, is not coming back, and nobody can be charged with. */
export function lossesAccount(currency: string): AccountRef {
  return { code: "expense/losses", type: "EXPENSE", currency };
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
    lines: linesOf(movement, suspenseAccount(movement.providerId, movement.currency)),
    source: { kind: "unmatched", id: movement.unmatchedId },
    metadata: { reason: movement.reason },
  };
}

export type BookedResolution = "returned" | "recovered" | "written_off";

/**
 * A person's word, or the provider's, on what stood on suspense. returned (in): D suspense, C clearing. recovered (out): D
 * clearing, C suspense. written_off: in D suspense, C other income; out D losses, C suspense. A fee stays paid.
 */
export function resolvedPosting(movement: Movement, resolution: BookedResolution): TransactionDraft {
  const { unmatchedId, direction, amount, currency, reason } = movement;
  const suspense = suspenseAccount(movement.providerId, currency);
  const isWrittenOff = resolution === "written_off";
  const other = isWrittenOff ? writtenOffTo(movement) : clearingAccount(movement.providerId, currency);
  const label = `unmatched_${resolution}`;
  return {
    kind: label,
    reference: `unmatched-resolved:${unmatchedId}`,
    lines:
      direction === "in"
        ? [debit(suspense, amount, label), credit(other, amount, label)]
        : [debit(other, amount, label), credit(suspense, amount, label)],
    source: { kind: "unmatched", id: unmatchedId },
    metadata: { reason },
  };
}

function writtenOffTo({ direction, currency }: Movement): AccountRef {
  return direction === "in" ? otherIncomeAccount(currency) : lossesAccount(currency);
}

/** The mirror, once the movement's home was found. What was written off meanwhile leaves income or losses again. */
export function matchedPosting(movement: Movement, wasWrittenOff: boolean): TransactionDraft {
  const from = wasWrittenOff ? writtenOffTo(movement) : suspenseAccount(movement.providerId, movement.currency);
  const lines = linesOf(movement, from).map((line) =>
    (line.side === "debit" ? credit : debit)(line.account, line.amount, line.label),
  );
  return {
    kind: "unmatched_matched",
    reference: `unmatched-matched:${movement.unmatchedId}`,
    lines,
    source: { kind: "unmatched", id: movement.unmatchedId },
    metadata: { reason: movement.reason },
  };
}

function linesOf({ providerId, direction, amount, fee, currency }: Movement, held: AccountRef): Line[] {
  const clearing = clearingAccount(providerId, currency);
  if (direction === "out") return [debit(held, amount, "unmatched"), credit(clearing, amount, "unmatched")];
  const lines = [debit(clearing, amount, "unmatched"), credit(held, amount, "unmatched")];
  if (fee > 0n)
    lines.push(debit(providerFeesAccount(currency), fee, "provider_fee"), credit(clearing, fee, "provider_fee"));
  return lines;
}
