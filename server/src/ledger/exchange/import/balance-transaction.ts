import { type Decimal, decimal, isWithin, isZero, negated, plus, textOf, times, ZERO } from "./decimal.ts";
import { type Finding, finding } from "./findings.ts";
import type { ParsedAmount, ParsedPosting, ParsedTransaction } from "./parsed-books.ts";

/** A posting whose amount is known. */
export interface KnownPosting extends ParsedPosting {
  amount: ParsedAmount;
}

export interface Balanced {
  /** None when there is a problem: a part of a transaction is none. */
  postings: readonly KnownPosting[];
  /** Amounts of different commodities meet in it: each needs its other side on the conversion account. */
  converts: boolean;
  findings: readonly Finding[];
}

type Sums = ReadonlyMap<string, Decimal>;

/**
 * Fills in the amount that was left out, and holds that the rest is zero. An amount with a cost weighs what it cost, in the
 * cost's commodity; it is posted as it stands.
 */
export function balanceTransaction(transaction: ParsedTransaction): Balanced {
  const groups = [balanceGroup(transaction, "real"), balanceGroup(transaction, "virtual")];
  const findings = [
    ...transaction.postings.flatMap((posting) =>
      posting.kind === "unbalanced"
        ? [finding("virtual_posting_skipped", posting.line, { account: posting.account })]
        : [],
    ),
    ...groups.flatMap((group) => group.findings),
  ];
  return {
    postings: groups.flatMap((group) => group.postings),
    converts: groups.some((group) => group.converts),
    findings,
  };
}

function balanceGroup(transaction: ParsedTransaction, kind: "real" | "virtual"): Balanced {
  const all = transaction.postings.filter((posting) => posting.kind === kind);
  const known = all.filter(isKnown);
  const open = all.filter((posting) => !isKnown(posting));
  const sums = weigh(known);
  const converts = known.some((posting) => posting.cost !== null);
  const [missing, second] = open;
  if (second) return refused(finding("two_amounts_missing", second.line));
  if (missing) {
    const filled = [...sums].map(([commodity, sum]) => ({
      ...missing,
      amount: { quantity: negated(sum), commodity },
      cost: null,
    }));
    return { postings: [...known, ...filled], converts, findings: [] };
  }
  const rest = [...sums].filter(([commodity, sum]) => !isWithin(sum, converts ? tolerance(known, commodity) : ZERO));
  if (rest.length === 0) return { postings: known, converts, findings: [] };
  if (!converts && isExchange(rest)) {
    const note = finding("conversion_inferred", transaction.line, {
      commodities: rest.map(([name]) => name).join(", "),
    });
    return { postings: known, converts: true, findings: [note] };
  }
  const difference = rest.map(([commodity, sum]) => `${textOf(sum)} ${commodity}`.trim()).join(", ");
  return refused(finding("not_balanced", transaction.line, { difference }));
}

function refused(problem: Finding): Balanced {
  return { postings: [], converts: false, findings: [problem] };
}

function isKnown(posting: ParsedPosting): posting is KnownPosting {
  return posting.amount !== null;
}

function weigh(postings: readonly KnownPosting[]): Sums {
  const sums = new Map<string, Decimal>();
  for (const posting of postings) {
    const { quantity, commodity } = weightOf(posting);
    sums.set(commodity, plus(sums.get(commodity) ?? ZERO, quantity));
  }
  return new Map([...sums].filter(([, sum]) => !isZero(sum)));
}

function weightOf({ amount, cost }: KnownPosting): ParsedAmount {
  if (!cost) return amount;
  const { quantity, commodity } = cost.amount;
  if (cost.of === "unit") return { quantity: times(amount.quantity, quantity), commodity };
  return { quantity: amount.quantity.digits < 0n ? negated(quantity) : quantity, commodity };
}

/** Half of the last digit in which the commodity is written: a product with a price has more digits than anybody pays. */
function tolerance(postings: readonly KnownPosting[], commodity: string): Decimal {
  const amounts = postings.filter((posting) => !posting.cost && posting.amount.commodity === commodity);
  const scale = Math.max(...amounts.map(({ amount }) => amount.quantity.scale), 0);
  // Whole numbers leave open how exact they are: then the sum is to be exact.
  return scale === 0 ? ZERO : times(decimal("0.5"), { digits: 1n, scale });
}

/** Two commodities, one out and one in: hledger takes the one for the price of the other. */
function isExchange(rest: readonly (readonly [string, Decimal])[]): boolean {
  const [first, second] = rest;
  return rest.length === 2 && !!first && !!second && first[1].digits < 0n !== second[1].digits < 0n;
}
