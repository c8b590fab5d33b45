import { balanceTransaction, type KnownPosting } from "../import/balance-transaction.ts";
import { byDay } from "../import/days.ts";
import { isWithin, minus, negated, textOf } from "../import/decimal.ts";
import { type Finding, finding } from "../import/findings.ts";
import type { ParsedAmount, ParsedTransaction } from "../import/parsed-books.ts";
import { addTo, type RunningBalances, standing } from "../import/running-balances.ts";
import type { BalanceDirective, PadDirective } from "./beancount-state.ts";

type Event =
  | { date: string; kind: "balance"; balance: BalanceDirective }
  | { date: string; kind: "pad"; pad: PadDirective }
  | { date: string; kind: "postings"; postings: readonly KnownPosting[] };

/** `pad` first, by what the `balance` directives after it ask for; then every `balance` is held against what stands there. */
export function resolveBalances(
  transactions: readonly ParsedTransaction[],
  balances: readonly BalanceDirective[],
  pads: readonly PadDirective[],
): { transactions: ParsedTransaction[]; findings: Finding[] } {
  const moving = movements(transactions);
  const claims: Event[] = balances.map((balance) => ({ date: balance.date, kind: "balance", balance }));
  const padded = [...new Set(pads.map((pad) => pad.account))].map((account) => {
    const own = pads.filter((pad) => pad.account === account);
    const asks = claims.filter((event) => event.kind === "balance" && event.balance.account === account);
    return padAccount(account, [...asks, ...[...moving, ...own.map(eventOf)].sort(byLine)]);
  });
  const all = [...transactions, ...padded.flatMap((each) => each.transactions)];
  const findings = checkAll([...claims, ...movements(all)]);
  return { transactions: byDay(all), findings: [...padded.flatMap((each) => each.findings), ...findings] };
}

function eventOf(pad: PadDirective): Event {
  return { date: pad.date, kind: "pad", pad };
}

function movements(transactions: readonly ParsedTransaction[]): Event[] {
  return transactions.map((transaction) => ({
    date: transaction.date,
    kind: "postings",
    postings: balanceTransaction(transaction).postings,
  }));
}

function byLine(a: Event, b: Event): number {
  return lineOf(a) - lineOf(b);
}

function lineOf(event: Event): number {
  if (event.kind === "pad") return event.pad.line;
  return event.kind === "balance" ? event.balance.line : (event.postings[0]?.line ?? 0);
}

/** A balance is that of the morning: of one day, the claims come before what moves. */
function padAccount(
  account: string,
  events: readonly Event[],
): { transactions: ParsedTransaction[]; findings: Finding[] } {
  const running: RunningBalances = new Map();
  const transactions: ParsedTransaction[] = [];
  const findings: Finding[] = [];
  let active: PadDirective | null = null;
  let settled = new Set<string>();
  const close = () => {
    if (active && settled.size === 0) findings.push(finding("padding_unused", active.line, { account }));
  };
  for (const event of byDay(events)) {
    if (event.kind === "postings") {
      for (const posting of event.postings)
        if (`${posting.account}:`.startsWith(`${account}:`)) addTo(running, posting.account, posting.amount);
    } else if (event.kind === "pad") {
      close();
      active = event.pad;
      settled = new Set();
    } else if (active) {
      const { amount, tolerance } = event.balance;
      if (settled.has(amount.commodity)) continue;
      settled.add(amount.commodity);
      const missing = minus(amount.quantity, standing(running, account, amount.commodity, true));
      if (isWithin(missing, tolerance)) continue;
      const padding = { quantity: missing, commodity: amount.commodity };
      transactions.push(paddingOf(active, padding));
      addTo(running, account, padding);
    }
  }
  close();
  return { transactions, findings };
}

function paddingOf(pad: PadDirective, amount: ParsedAmount): ParsedTransaction {
  const posting = { line: pad.line, cost: null, assertion: null, kind: "real", label: "padding" } as const;
  const other = { ...amount, quantity: negated(amount.quantity) };
  return {
    line: pad.line,
    date: pad.date,
    description: "Padding",
    metadata: { status: "P" },
    postings: [
      { ...posting, account: pad.account, amount },
      { ...posting, account: pad.source, amount: other },
    ],
  };
}

function checkAll(events: readonly Event[]): Finding[] {
  const running: RunningBalances = new Map();
  const findings: Finding[] = [];
  for (const event of byDay(events)) {
    if (event.kind === "postings")
      for (const posting of event.postings) addTo(running, posting.account, posting.amount);
    if (event.kind !== "balance") continue;
    const { account, amount, tolerance, line } = event.balance;
    const actual = standing(running, account, amount.commodity, true);
    if (isWithin(minus(actual, amount.quantity), tolerance)) continue;
    const params = { claimed: textOf(amount.quantity), actual: textOf(actual) };
    findings.push(
      finding("balance_differs", line, {
        account,
        claimed: `${params.claimed} ${amount.commodity}`,
        actual: `${params.actual} ${amount.commodity}`,
      }),
    );
  }
  return findings;
}
