import { newId } from "../../platform/ids.ts";
import type { Posting } from "../decide.ts";
import type { ClaimedKey } from "../poster/item.ts";

interface Transfer extends Partial<Omit<Posting, "lines">> {
  communityId: string;
  /** Ids of accounts in KES. */
  from: string;
  to: string;
  amount?: bigint;
}

/** A transfer as the poster takes it: `from` is debited, `to` credited. */
export function barePosting({ from, to, amount = 1n, ...more }: Transfer): Posting {
  const line = { amount, currency: "KES", label: "test" };
  return {
    id: newId(),
    kind: "test",
    reference: null,
    source: null,
    effectiveDate: new Date().toISOString().slice(0, 10),
    actorId: null,
    description: null,
    metadata: {},
    reverses: null,
    ...more,
    lines: [
      { ...line, side: "debit", accountId: from },
      { ...line, side: "credit", accountId: to },
    ],
  };
}

/** A caller's key that nobody else has. */
export function bareKey(id: string = newId()): ClaimedKey {
  return { key: id.replaceAll("-", ""), fingerprint: "0".repeat(32) };
}
