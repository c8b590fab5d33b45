import { movedIn } from "../../server/src/ledger/reading/cash-flow-queries.ts";
import { plusDays } from "../../server/src/ledger/reading/days.ts";
import { type EntryPosition, FIRST, LAST } from "../../server/src/ledger/reading/entry-position.ts";
import { figuresAt } from "../../server/src/ledger/reading/figures.ts";
import { findTransactions } from "../../server/src/ledger/reading/find-transactions.ts";
import { ledgerLines, ledgerSections } from "../../server/src/ledger/reading/general-ledger.ts";
import { readStatement } from "../../server/src/ledger/reading/statement.ts";
import { trialBalance } from "../../server/src/ledger/reading/trial-balance.ts";
import type { CommunityContext } from "../../server/src/platform/context.ts";
import type { History } from "./history.ts";

/** One line of the table: what is asked, how often, and the most that it may take. */
export interface Question {
  key: string;
  name: string;
  times: number;
  /** p95 in milliseconds; absent: shown only. */
  most?: number;
  ask: (ctx: CommunityContext, history: History) => Promise<unknown>;
}

const PAGE = 51;

/** An instant of the history, in whole seconds. */
function anySecond({ from, till }: History): string {
  const seconds = Math.floor((from.getTime() + Math.random() * (till.getTime() - from.getTime())) / 1_000);
  return new Date(seconds * 1_000).toISOString();
}

const anyDay = (history: History) => anySecond(history).slice(0, 10);

function page(direction: "back" | "forward", from: (history: History) => EntryPosition): Question["ask"] {
  return (ctx, history) =>
    readStatement(ctx, {
      accountId: history.hotAccountId,
      filter: {},
      from: from(history),
      direction,
      limit: PAGE,
    });
}

/** A month of the general ledger: twenty accounts and fifty entries, as a page has them. */
async function ledgerPage(ctx: CommunityContext, history: History): Promise<unknown> {
  const from = anyDay(history);
  const period = { from, to: plusDays(from, 30) };
  const sections = await ledgerSections(ctx, period, { under: null, after: null, limit: 21 });
  const accountIds = sections.slice(0, 20).map(({ id }) => id);
  return ledgerLines(ctx, period, { accountIds, after: null, limit: PAGE });
}

export const QUESTIONS: readonly Question[] = [
  { key: "statement_first", name: "statement: first page", times: 200, most: 10, ask: page("back", () => LAST) },
  {
    key: "statement_middle",
    name: "statement: any page, downward",
    times: 200,
    most: 10,
    ask: page("back", (history) => ({ at: anySecond(history), seq: LAST.seq })),
  },
  {
    key: "statement_above",
    name: "statement: any page, upward",
    times: 200,
    most: 10,
    ask: page("forward", (history) => ({ at: anySecond(history), seq: 0n })),
  },
  { key: "statement_last", name: "statement: last page", times: 200, most: 10, ask: page("forward", () => FIRST) },
  {
    key: "balance_at",
    name: "one balance at any past second",
    times: 200,
    most: 10,
    ask: (ctx, history) => figuresAt(ctx, [history.hotAccountId], { knownAt: anySecond(history) }),
  },
  {
    key: "trial_effective",
    name: "trial balance effective at any date",
    times: 60,
    most: 50,
    ask: (ctx, history) => trialBalance(ctx, { effectiveOn: anyDay(history) }),
  },
  {
    key: "trial_known",
    name: "trial balance known at any second",
    times: 60,
    ask: (ctx, history) => trialBalance(ctx, { knownAt: anySecond(history) }),
  },
  { key: "trial_now", name: "trial balance now", times: 60, ask: (ctx) => trialBalance(ctx, {}) },
  {
    key: "balance_both",
    name: "one balance by both times",
    times: 40,
    ask: (ctx, history) => {
      const knownAt = anySecond(history);
      return figuresAt(ctx, [history.memberAccountId], { knownAt, effectiveOn: knownAt.slice(0, 10) });
    },
  },
  { key: "general_ledger", name: "general ledger of a month: a page", times: 40, ask: ledgerPage },
  {
    key: "journal",
    name: "journal: first page",
    times: 60,
    ask: (ctx) => findTransactions(ctx, { filter: {}, from: null, direction: "back", limit: PAGE }),
  },
  {
    key: "cash_flow",
    name: "cash flow of a day",
    times: 10,
    ask: (ctx, history) => {
      const day = anyDay(history);
      return movedIn(ctx, { from: day, to: day }, { depth: 1, account: null });
    },
  },
];
