import type { CommunityContext } from "../platform/context.ts";
import { escrowCode, goalCode, receivableCode } from "./accounts.ts";
import type { Figures } from "./figures.ts";
import type { Goal } from "./goal.ts";
import {
  accountIdsOf,
  figuresOfGoal,
  giftsWaiting,
  provenAmount,
  type Release,
  releasesOf,
  waitingRefunds,
} from "./queries/figures.ts";
import { sentBackAfterProof } from "./queries/payouts.ts";
import { type Sankey, sankeyOf } from "./sankey.ts";

/** Entries that make a figure: of the account, with the label, of transactions about the source; null: whatever it is. */
export interface EntryFilter {
  accountId: string;
  accountCode: string;
  label: string | null;
  sourceId: string | null;
  /** What the source is called. */
  name: string | null;
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
      made: [
        "escrow:dispute",
        "receivable:dispute",
        "receivable:dispute_after_refund",
        "receivable:dispute_after_move",
      ],
    },
    { name: "owed", amount: (f) => f.owed, made: ["receivable:*"] },
  ];

/** "Where the money is": each figure with the entries that make it, and the picture of its flow. */
export async function moneyOfGoal(ctx: CommunityContext, goal: Goal): Promise<GoalMoney> {
  const figures = await figuresOfGoal(ctx, goal);
  const releases = await releasesOf(ctx, goal.id);
  const proven = provenAmount(figures, releases);
  const ids = await accountIdsOf(ctx, goal.id);
  const entriesOf: EntriesOf = (part, source) => {
    const [place, label] = part.split(":");
    if (place !== "escrow" && place !== "goal" && place !== "receivable") throw new Error(`no such account: ${part}`);
    const accountCode = CODES[place](goal.id);
    const accountId = ids.get(accountCode);
    if (!accountId) return [];
    const { id: sourceId = null, title: name = null } = source ?? {};
    return [{ accountId, accountCode, label: label === "*" ? null : (label ?? null), sourceId, name }];
  };
  const read = PARTS.map(({ name, amount, made }) => ({
    name,
    amount: amount(figures),
    entries: made.flatMap((part) => entriesOf(part)),
  }));
  const back = (await sentBackAfterProof(ctx, goal.id)).flatMap((payout) => entriesOf("goal:payout_reversed", payout));
  const madeBy = (status: Release["status"]) =>
    releases
      .filter((release) => release.status === status)
      .flatMap(({ milestoneId: id, title }) => entriesOf("goal:release", { id, title }));
  const told = [
    { name: "proven", amount: proven, entries: [...madeBy("proven"), ...back] },
    { name: "not_yet_proven", amount: figures.paidOut - proven, entries: madeBy("paid_out") },
    ...(await refundFigures(ctx, goal, entriesOf)),
  ];
  return { figures: [...read, ...told], sankey: sankeyOf(figures, proven) };
}

type EntriesOf = (part: string, source?: { id: string; title: string | null }) => EntryFilter[];

/** Parts of what was refunded that states tell, not accounts. The public sees no refunds one by one, and these sums tell of them. */
async function refundFigures(ctx: CommunityContext, goal: Goal, entriesOf: EntriesOf): Promise<MoneyFigure[]> {
  if (ctx.access === "public") return [];
  const { underWay, unclaimed } = await waitingRefunds(ctx, goal.id);
  const gifts = await giftsWaiting(ctx, goal.id, REFUNDS_OPENED);
  const entries = (wanted: string) =>
    gifts
      .filter(({ status }) => status === wanted)
      .flatMap(({ id }) => entriesOf("escrow:refund", { id, title: null }));
  return [
    { name: "refunds_under_way", amount: underWay, entries: entries("refunding") },
    { name: "refunds_unclaimed", amount: unclaimed, entries: entries("unclaimed") },
  ];
}

/** Refunds that wait are few; where they are not, the newest are opened and the gifts' list has the others. */
const REFUNDS_OPENED = 20;
