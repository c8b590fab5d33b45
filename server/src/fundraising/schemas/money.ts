import Type, { type Static } from "typebox";
import type { Payout } from "../queries/payouts.ts";
import { Currency, Figure, figureOut, Id, Instant, instantOut, Nullable, text } from "./common.ts";

export const MoneyFigure = Type.Object(
  {
    name: Type.String({ description: "Such as raised, in_escrow, paid_out" }),
    amount: Figure,
    entries: Type.Array(
      Type.Object({
        accountId: Id,
        accountCode: Type.String(),
        label: Nullable(Type.String()),
        sourceId: Nullable(Type.String({ format: "uuid", description: "Such as a milestone" })),
        name: Nullable(Type.String({ description: "What the source is called, such as a milestone's title" })),
      }),
      { description: "What makes the figure: the account's entries with the label, about the source (null: any)" },
    ),
  },
  { $id: "MoneyFigure" },
);

export const GoalMoney = Type.Object(
  {
    goalId: Id,
    currency: Currency,
    figures: Type.Array(MoneyFigure),
    nodes: Type.Array(Type.Object({ id: Type.String(), amount: Figure })),
    links: Type.Array(Type.Object({ from: Type.String(), to: Type.String(), amount: Figure })),
  },
  { $id: "GoalMoney", description: "Where the money is" },
);

export const MilestonePayout = Type.Object(
  {
    id: Id,
    goalId: Id,
    milestoneId: Id,
    payoutId: Nullable(Id),
    amount: Figure,
    currency: Currency,
    status: Type.Enum(["requested", "succeeded", "failed", "reversed"]),
    requestedBy: Id,
    endedAt: Nullable(Instant),
    createdAt: Instant,
    updatedAt: Instant,
  },
  { $id: "MilestonePayout" },
);

export const NewPayout = Type.Object({
  milestoneId: Id,
  destination: Type.Object({
    name: text(140),
    accountNumber: Type.String({ pattern: "^[A-Za-z0-9]{5,34}$" }),
    bankCode: Type.String({ pattern: "^[A-Za-z0-9]{2,20}$" }),
  }),
  providerId: Type.Optional(Id),
});

export function payoutOut(payout: Payout): Static<typeof MilestonePayout> {
  const { id, goalId, milestoneId, payoutId, currency, requestedBy } = payout;
  return {
    id,
    goalId,
    milestoneId,
    payoutId,
    currency,
    requestedBy,
    status: payout.status,
    amount: figureOut(payout.amount, currency),
    endedAt: instantOut(payout.endedAt),
    createdAt: instantOut(payout.createdAt),
    updatedAt: instantOut(payout.updatedAt),
  };
}
