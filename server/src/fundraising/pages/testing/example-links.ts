import type { ChoiceView } from "../choice-page.ts";
import type { ReceiptView } from "../receipt-page.ts";
import type { VoteView } from "../vote-page.ts";
import { NOW } from "./example-goal.ts";

/** What the signed links show, as life has it. */
const kes = (amount: bigint) => ({ amount, currency: "KES" });
const GOAL = { communityName: "Manyatta Parents", slug: "manyatta-roof", goalTitle: "A roof for Manyatta Primary" };

export function exampleReceiptView(changes: Partial<ReceiptView> = {}): ReceiptView {
  return {
    ...GOAL,
    ownerName: "Achieng Otieno",
    status: "succeeded",
    number: "R-2026-00042",
    issuedAt: NOW,
    giverName: "Amina Otieno",
    reference: "pay-0193a1b2",
    provider: "Paystack",
    paidAt: NOW,
    gift: kes(100_000n),
    feeCover: kes(4_602n),
    paid: kes(104_602n),
    platformFee: kes(1_569n),
    providerFee: kes(3_033n),
    net: kes(100_000n),
    refund: null,
    receiptUrl: "/r/x?t=y",
    pdfUrl: "/r/x.pdf?t=y",
    votes: [{ title: "Timber and nails", url: "/vote/x?t=y" }],
    choiceUrl: null,
    here: "/r/x?t=y",
    ...changes,
  };
}

export function exampleVote(changes: Partial<VoteView> = {}): VoteView {
  return {
    ...GOAL,
    kind: "use",
    status: "voting",
    milestone: { title: "Timber and nails", amount: kes(20_000_000n) },
    title: "84 beams, treated",
    text: "Bought at Kisumu Timber on 14 November.\nThe receipt is the second picture.",
    authorName: "Achieng Otieno",
    submittedAt: NOW,
    closesAt: new Date("2026-11-24T09:00:00Z"),
    media: [
      { url: "/v1/communities/c/media/1", isImage: true },
      { url: "/v1/communities/c/media/2", isImage: false },
    ],
    tally: { yes: 12n, no: 1n, cast: 13n, total: 87n },
    mine: { choice: "yes", comment: "" },
    action: "/vote/x?t=y",
    note: null,
    here: "/vote/x?t=y",
    ...changes,
  };
}

export function exampleChoice(changes: Partial<ChoiceView> = {}): ChoiceView {
  return {
    ...GOAL,
    goalStatus: "failed",
    giftStatus: "succeeded",
    due: kes(104_602n),
    until: new Date("2026-12-24T09:00:00Z"),
    others: [
      { id: "a", title: "A water tank for the clinic" },
      { id: "b", title: "Books for class 6" },
    ],
    isOpen: true,
    action: "/choice/x?t=y",
    done: null,
    here: "/choice/x?t=y",
    ...changes,
  };
}
