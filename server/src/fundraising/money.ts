import type { CommunityContext } from "../platform/context.ts";
import { escrowCode, goalCode, receivableCode } from "./accounts.ts";
import type { Figures } from "./figures.ts";
import type { Goal } from "./goal.ts";
import { accountIdsOf, figuresOfGoal, provenAmount, waitingRefunds } from "./queries/figures.ts";
import { type Sankey, sankeyOf } from "./sankey.ts";

/** Entries that make a figure: of the account, with the label; null: all of the account's. */
export interface EntryFilter {
  accountId: string;
  accountCode: string;
  label: string | null;
}

export interface MoneyFigure {
  name: string;
  amount: bigint;
  entries: readonly EntryFilter[];
}

export interface GoalMoney {
  figures: readonly MoneyFigure[];
  sankey: Sankey;
}

type Place = "escrow" | "goal" | "receivable";
const CODES: Readonly<Record<Place, (goalId: string) => string>> = {
  escrow: escrowCode,
  goal: goalCode,
  receivable: receivableCode,
};

/** Every figure with the labels that make it. `*`: the account's balance. */
const PARTS: readonly { name: string; amount: (figures: Figures) => bigint; made: readonly `${Place}:${string}`[] }[] =
  [
    { name: "given", amount: (f) => f.given, made: ["escrow:gift"] },
    { name: "moved_in", amount: (f) => f.movedIn, made: ["escrow:moved_in"] },
    {
      name: "raised",
      amount: (f) => f.raised,
      made: [
        "escrow:gift",
        "escrow:moved_in",
        "escrow:moved_out",
        "escrow:refund",
        "escrow:dispute",
        "receivable:dispute",
      ],
    },
    { name: "provider_fees", amount: (f) => f.providerFees, made: ["escrow:provider_fee"] },
    { name: "provider_fees_covered", amount: (f) => f.providerFeesCovered, made: ["escrow:provider_fee_covered"] },
    {
      name: "platform_fees",
      amount: (f) => f.platformFees,
      made: ["escrow:platform_fee", "escrow:platform_fee_returned"],
    },
    { name: "in_escrow", amount: (f) => f.inEscrow, made: ["escrow:*"] },
    { name: "released", amount: (f) => f.released, made: ["goal:release"] },
    { name: "awaiting_payout", amount: (f) => f.awaitingPayout, made: ["goal:*"] },
    { name: "paid_out", amount: (f) => f.paidOut, made: ["goal:payout", "goal:payout_reversed"] },
    { name: "refunded", amount: (f) => f.refunded, made: ["escrow:refund", "escrow:refund_fee_borne"] },
    { name: "moved_out", amount: (f) => f.movedOut, made: ["escrow:moved_out"] },
    {
      name: "disputed",
      amount: (f) => f.disputed,
      made: ["escrow:dispute", "receivable:dispute", "receivable:dispute_after_refund"],
    },
    { name: "owed", amount: (f) => f.owed, made: ["receivable:*"] },
  ];

/** "Where the money is": each figure with the entries that make it, and the picture of its flow. */
export async function moneyOfGoal(ctx: CommunityContext, goal: Goal): Promise<GoalMoney> {
  const figures = await figuresOfGoal(ctx, goal);
  const proven = await provenAmount(ctx, goal.id);
  const ids = await accountIdsOf(ctx, goal.id);
  const entriesOf = (part: string): EntryFilter[] => {
    const [place, label] = part.split(":");
    if (place !== "escrow" && place !== "goal" && place !== "receivable") throw new Error(`no such account: ${part}`);
    const accountCode = CODES[place](goal.id);
    const accountId = ids.get(accountCode);
    return accountId ? [{ accountId, accountCode, label: label === "*" ? null : (label ?? null) }] : [];
  };
  const read = PARTS.map(({ name, amount, made }) => ({
    name,
    amount: amount(figures),
    entries: made.flatMap(entriesOf),
  }));
  return { figures: [...read, ...(await moreFigures(ctx, goal, figures, proven))], sankey: sankeyOf(figures, proven) };
}

/** Parts of figures above that states tell, not accounts. */
async function moreFigures(
  ctx: CommunityContext,
  goal: Goal,
  figures: Figures,
  proven: bigint,
): Promise<MoneyFigure[]> {
  const shown = proven < figures.paidOut ? proven : figures.paidOut;
  // The public sees no refunds one by one, and this sum tells of them.
  const waiting = ctx.access === "public" ? null : await waitingRefunds(ctx, goal.id);
  return [
    { name: "proven", amount: shown, entries: [] },
    ...(waiting
      ? [
          { name: "refunds_under_way", amount: waiting.underWay, entries: [] },
          { name: "refunds_unclaimed", amount: waiting.unclaimed, entries: [] },
        ]
      : []),
  ];
}
