import { balanceTransaction } from "../import/balance-transaction.ts";
import { byDay } from "../import/days.ts";
import { isZero, minus, textOf } from "../import/decimal.ts";
import { type Finding, finding } from "../import/findings.ts";
import type { ParsedPosting, ParsedTransaction } from "../import/parsed-books.ts";
import { addTo, otherCommodities, type RunningBalances, standing } from "../import/running-balances.ts";

/**
 * Goes through the days in their order, as hledger does: `= 100` behind an amount is checked, `= 100` without one is the
 * amount that makes it so. Postings that balance with nothing count here, though they are not imported.
 */
export function resolveAssertions(transactions: readonly ParsedTransaction[]): {
  transactions: ParsedTransaction[];
  findings: Finding[];
} {
  const running: RunningBalances = new Map();
  const findings: Finding[] = [];
  const resolved = byDay(transactions).map((transaction) => {
    const assigned = assign(transaction, running, findings);
    for (const posting of filled(assigned)) {
      if (posting.amount) addTo(running, posting.account, posting.amount);
      findings.push(...check(posting, running));
    }
    return assigned;
  });
  return { transactions: resolved, findings };
}

function assign(transaction: ParsedTransaction, running: RunningBalances, findings: Finding[]): ParsedTransaction {
  const before: RunningBalances = new Map();
  const postings = transaction.postings.map((posting) => {
    const { account, amount, assertion, line } = posting;
    let known = posting;
    if (!amount && assertion) {
      const { quantity, commodity } = assertion.amount;
      const stands = standing(running, account, commodity, false);
      const rest = minus(minus(quantity, stands), standing(before, account, commodity, false));
      const isTold = assertion.isDeep || assertion.isSole;
      if (isTold) findings.push(finding("assignment_not_supported", line, { account }));
      known = { ...posting, amount: { quantity: rest, commodity }, assertion: isTold ? null : assertion };
    }
    if (known.amount) addTo(before, account, known.amount);
    return known;
  });
  return { ...transaction, postings };
}

/** With the amounts that were left out. */
function filled(transaction: ParsedTransaction): ParsedPosting[] {
  const known = balanceTransaction(transaction).postings;
  return transaction.postings.flatMap((posting) =>
    posting.amount ? [posting] : known.filter((each) => each.line === posting.line),
  );
}

function check({ account, assertion, line }: ParsedPosting, running: RunningBalances): Finding[] {
  if (!assertion) return [];
  const { isDeep, isSole } = assertion;
  const { quantity, commodity } = assertion.amount;
  const actual = standing(running, account, commodity, isDeep);
  const others = isSole ? otherCommodities(running, account, commodity, isDeep) : [];
  if (isZero(minus(actual, quantity)) && others.length === 0) return [];
  const stands = [`${textOf(actual)} ${commodity}`.trim(), ...others].join(", ");
  return [
    finding("balance_differs", line, { account, claimed: `${textOf(quantity)} ${commodity}`.trim(), actual: stands }),
  ];
}
