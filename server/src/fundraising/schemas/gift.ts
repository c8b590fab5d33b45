import Type, { type Static } from "typebox";
import type { PaymentView } from "../../payments/index.ts";
import type { Quote } from "../fees.ts";
import { GIFT_STATES, type Gift } from "../gift.ts";
import type { RefundQuote } from "../refund-quote.ts";
import { Currency, Figure, figureOut, Id, Instant, instantOut, Nullable, PositiveMoney, text } from "./common.ts";

const GiftPayment = Type.Object(
  {
    id: Id,
    status: Type.String(),
    checkoutUrl: Nullable(Type.String({ description: "Where the giver pays; null until the provider has answered" })),
  },
  { $id: "GiftPayment" },
);

export const Contribution = Type.Object(
  {
    id: Id,
    communityId: Id,
    goalId: Id,
    userId: Nullable(Id),
    paymentId: Nullable(Id),
    amount: Figure,
    currency: Currency,
    feeCover: Figure,
    platformFee: Figure,
    providerFee: Figure,
    status: Type.Enum([...GIFT_STATES]),
    publicName: Nullable(Type.String({ description: "Null where the giver stays unnamed, unless you may know it" })),
    message: Nullable(Type.String()),
    isAnonymous: Type.Boolean(),
    paidAt: Nullable(Instant),
    due: Nullable(
      Type.Object({ amount: Type.Integer(), currency: Currency }, { description: "What an ended goal owes for it" }),
    ),
    refundAmount: Nullable(Figure),
    receiptUrl: Nullable(Type.String()),
    choiceUrl: Nullable(Type.String()),
    payment: Nullable(GiftPayment),
    createdAt: Instant,
    updatedAt: Instant,
  },
  { $id: "Contribution", description: "A gift" },
);

export const NewGift = Type.Object({
  id: Type.Optional(Id),
  amount: PositiveMoney,
  email: Type.Optional(Type.String({ format: "email", maxLength: 254, description: "For a guest" })),
  publicName: Type.Optional(Nullable(text(80))),
  message: Type.Optional(Nullable(text(1000))),
  isAnonymous: Type.Optional(Type.Boolean()),
  locale: Type.Optional(Type.String({ minLength: 2, maxLength: 35 })),
  providerId: Type.Optional(Id),
  termsDigest: Type.Optional(
    Type.String({
      pattern: "^[0-9a-f]{32}$",
      description: "The goal's, as the giver read it: with it the gift is refused when the terms have changed since",
    }),
  ),
});

export const GiftQuote = Type.Object(
  {
    gross: Figure,
    platformFee: Figure,
    providerFee: Figure,
    net: Figure,
    feeCover: Figure,
    feesBorneBy: Type.Enum(["goal", "giver"]),
  },
  {
    $id: "GiftQuote",
    description: "What a gift costs its giver and brings the goal; the provider's fee is an estimate",
  },
);

export const RefundQuoteSchema = Type.Object(
  {
    paid: Figure,
    gets: Type.Object(Figure.properties, { description: "What the giver gets" }),
    parts: Nullable(
      Type.Object(
        {
          platformFee: Figure,
          providerFee: Figure,
          providerFeeBorneBy: Type.Enum(["platform", "giver"]),
          spent: Figure,
        },
        {
          description:
            "The platform's fee that comes back as a part of it; the provider's fee and who bears it; what is not there any more, because it was released. Null for a refund that is sent again",
        },
      ),
    ),
  },
  { $id: "RefundQuote" },
);

export const GiftChoice = Type.Object({
  choice: Type.Enum(["refund", "move"]),
  goalId: Type.Optional(Id),
  token: Type.Optional(Type.String({ maxLength: 300, description: "Of the link in the giver's mail" })),
});

export type ContributionOut = Static<typeof Contribution>;

export interface GiftView {
  communityId: string;
  /** Who looks: everything is shown to the giver, the goal's owner and whoever may see gifts. */
  full: boolean;
  payment?: PaymentView | null;
  receiptUrl?: string | null;
  choiceUrl?: string | null;
}

export function giftOut(gift: Gift, view: GiftView): ContributionOut {
  const money = (amount: bigint) => figureOut(amount, gift.currency);
  const { full, payment } = view;
  const named = full || !gift.isAnonymous;
  const due = gift.due ? gift.due.escrow + gift.due.platformFee + gift.due.providerFee : null;
  return {
    id: gift.id,
    communityId: view.communityId,
    goalId: gift.goalId,
    userId: full ? gift.userId : null,
    paymentId: full ? gift.paymentId : null,
    amount: money(gift.amount),
    currency: gift.currency,
    feeCover: money(gift.feeCover),
    platformFee: money(gift.platformFee),
    providerFee: money(gift.providerFee),
    status: gift.status,
    publicName: named ? gift.publicName : null,
    message: gift.message,
    isAnonymous: gift.isAnonymous,
    paidAt: instantOut(gift.paidAt),
    due: full && due !== null ? money(due) : null,
    refundAmount: full && gift.refundAmount !== null ? money(gift.refundAmount) : null,
    receiptUrl: view.receiptUrl ?? null,
    choiceUrl: view.choiceUrl ?? null,
    payment: payment ? { id: payment.paymentId, status: payment.status, checkoutUrl: payment.checkoutUrl } : null,
    createdAt: instantOut(gift.createdAt),
    updatedAt: instantOut(gift.updatedAt),
  };
}

export function refundQuoteOut(quote: RefundQuote, currency: string): Static<typeof RefundQuoteSchema> {
  const money = (amount: bigint) => figureOut(amount, currency);
  const { paid, gets, parts } = quote;
  if (!parts) return { paid: money(paid), gets: money(gets), parts: null };
  const { platformFee, providerFee, providerFeeBorneBy, spent } = parts;
  return {
    paid: money(paid),
    gets: money(gets),
    parts: {
      platformFee: money(platformFee),
      providerFee: money(providerFee),
      providerFeeBorneBy,
      spent: money(spent),
    },
  };
}

export function quoteOut(quote: Quote, currency: string, feesBorneBy: "goal" | "giver"): Static<typeof GiftQuote> {
  const money = (amount: bigint) => figureOut(amount, currency);
  return {
    gross: money(quote.gross),
    platformFee: money(quote.platformFee),
    providerFee: money(quote.providerFee),
    net: money(quote.net),
    feeCover: money(quote.feeCover),
    feesBorneBy,
  };
}
