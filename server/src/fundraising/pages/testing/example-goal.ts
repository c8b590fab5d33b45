import type { Money } from "../../../platform/money.ts";
import { DEFAULT_TERMS, type Terms } from "../../terms.ts";
import type { FlowPlace, FlowView } from "../flow-view.ts";
import type { GoalView } from "../goal-view.ts";

/** A goal as life has it, for tests of the pages and for looking at them. */
export const NOW = new Date("2026-11-21T09:00:00Z");

const kes = (amount: number): Money => ({ amount: BigInt(amount) * 100n, currency: "KES" });

export const TERMS: Terms = {
  ...DEFAULT_TERMS,
  fees: { platformBps: 150n, providerBps: 290n, providerFlat: 0n, borneBy: "giver" },
};

const link = (from: FlowPlace, to: FlowPlace, amount: bigint) => ({ from, to, amount });
const node = (place: FlowPlace, amount: bigint) => ({ place, amount, entriesUrl: null });

export const FLOW: FlowView = {
  currency: "KES",
  nodes: [
    node("givers", 41_230_000n),
    node("escrow", 41_230_000n),
    node("provider_fees", 1_195_600n),
    node("platform_fees", 618_400n),
    node("refunded", 500_000n),
    node("in_escrow", 18_916_000n),
    node("released", 20_000_000n),
    node("paid_out", 20_000_000n),
    node("proven", 12_000_000n),
    node("not_yet_proven", 8_000_000n),
  ],
  links: [
    link("givers", "escrow", 41_230_000n),
    link("escrow", "provider_fees", 1_195_600n),
    link("escrow", "platform_fees", 618_400n),
    link("escrow", "refunded", 500_000n),
    link("escrow", "in_escrow", 18_916_000n),
    link("escrow", "released", 20_000_000n),
    link("released", "paid_out", 20_000_000n),
    link("paid_out", "proven", 12_000_000n),
    link("paid_out", "not_yet_proven", 8_000_000n),
  ],
};

const STORY = `In April the wind took the roof of classes 5 and 6 at Manyatta Primary. Since then 94 children learn under the mango trees, and when it rains they go home.

Fundi Ochieng has looked at the walls: they are good. What we need is timber, iron sheets and two weeks of work.

Every shilling waits in escrow until you, the givers, have seen what the one before it bought.`;

const LISTS: Pick<GoalView, "gifts" | "updates" | "comments"> = {
  gifts: [
    {
      name: "Wanjiru K.",
      amount: kes(2_500),
      message: "My daughter sits in class 5. Asante sana!",
      at: new Date("2026-11-20T16:12:00Z"),
    },
    { name: null, amount: kes(1_000), message: null, at: new Date("2026-11-20T08:00:00Z") },
    { name: "נועה כהן", amount: kes(5_000), message: "בהצלחה!", at: new Date("2026-11-18T08:00:00Z") },
  ],
  updates: [
    {
      title: "The timber is here",
      text: "Look at the proof: 84 beams, treated.\n\nThank you all.",
      at: new Date("2026-11-17T10:00:00Z"),
    },
  ],
  comments: [
    {
      id: "0193a1b2-0000-7000-8000-000000000006",
      name: "Otieno <b>",
      text: "When do the sheets come?",
      at: new Date("2026-11-19T10:00:00Z"),
      isOwner: false,
    },
    {
      id: "0193a1b2-0000-7000-8000-000000000007",
      name: "Achieng Otieno",
      text: "On Monday, inshallah.",
      at: new Date("2026-11-19T12:00:00Z"),
      isOwner: true,
    },
  ],
};

export function exampleGoal(changes: Partial<GoalView> = {}): GoalView {
  return {
    communityId: "0193a1b2-0000-7000-8000-000000000001",
    communityName: "Manyatta Parents",
    goalId: "0193a1b2-0000-7000-8000-000000000002",
    slug: "manyatta-roof",
    title: "A roof for Manyatta Primary",
    story: STORY,
    ownerName: "Achieng Otieno",
    timeZone: "Africa/Nairobi",
    url: "http://localhost:3000/g/manyatta-roof",
    photo: { url: "/g/manyatta-roof/photo", sha256: "", width: 1280, height: 720 },
    preview: "http://localhost:3000/g/manyatta-roof/preview.png",
    status: "open",
    raised: kes(412_300),
    target: kes(600_000),
    givers: 87,
    deadline: new Date("2026-12-04T15:00:00Z"),
    milestones: [
      { title: "Timber and nails", amount: kes(200_000), status: "proven" },
      { title: "Iron sheets, gauge 28", amount: kes(280_000), status: "paid_out" },
      { title: "Two weeks of work", amount: kes(120_000), status: "pending" },
    ],
    terms: TERMS,
    takesGifts: true,
    giving: {
      formId: "0193a1b2-0000-7000-8000-000000000003",
      termsDigest: "0123456789abcdef0123456789abcdef",
      presets: [kes(500), kes(1_000), kes(2_500), kes(5_000)],
      providers: [
        { id: "0193a1b2-0000-7000-8000-000000000004", name: "Card or M-PESA (Paystack)" },
        { id: "0193a1b2-0000-7000-8000-000000000005", name: "Sandbox" },
      ],
    },
    ending: null,
    ...LISTS,
    flow: FLOW,
    viewer: null,
    ...changes,
  };
}
