import type { Gift } from "../gift.ts";
import { refundGift } from "../refund-gift.ts";
import { type Game, giftWhere, pick, skip } from "./game.ts";
import type { ModelGift } from "./model.ts";

/** Steps take two numbers: which one, and how much; modulo what there is. */
export type Act = (game: Game, a: number, b: number) => Promise<void>;

async function begin({ world, model, goals }: Game, a: number, b: number): Promise<ModelGift> {
  const gift: Gift = await world.begin(pick(goals, a).id, 100 + (b % 4_000), { email: `giver${b % 5}@x.example` });
  const { id, goalId, giverId, amount, platformFee, providerFee, createdAt } = gift;
  const money = { amount, platformFee, providerFee };
  const known: ModelGift = {
    id,
    rootId: id,
    goalId,
    giverId,
    ...money,
    createdAt,
    status: "pending",
    due: null,
    back: 0n,
    sent: 0n,
  };
  model.gifts.push(known);
  return known;
}

async function pay({ world, model }: Game, gift: ModelGift, b: number): Promise<void> {
  // Now and then a provider takes more than the whole gift.
  const took = b % 3 === 0 ? b % 200 : Math.floor(Number(gift.amount) * 0.03);
  const { status } = await world.paid(gift.id, { fee: took });
  model.paid(gift, BigInt(took), status === "succeeded");
}

const hasLost = (game: Game, gift: ModelGift): boolean => game.parted.has(gift.rootId);

/** A refund is on its way, or was given up and may arrive all the same: also of what a bank took back meanwhile. */
const isSent = (gift: ModelGift): boolean => gift.sent > 0n;

/** A bank takes back what counts, and what waits for its giver, on its way or not. */
const mayBeLost = (game: Game, gift: ModelGift): boolean =>
  !hasLost(game, gift) && (gift.status === "counted" || (gift.status !== "gone" && gift.back > 0n));

export const givingSteps = {
  async give(game, a, b) {
    await begin(game, a, b);
  },
  async "give and pay"(game, a, b) {
    await pay(game, await begin(game, a, b), b);
  },
  async pay(game, a, b) {
    const pending = giftWhere(game, a, ({ status }) => status === "pending");
    await pay(game, pending, b);
  },
  async refund(game, a) {
    const { world, model } = game;
    const gift = giftWhere(game, a, ({ status }) => status !== "gone");
    await world.as(world.ownerId, (ctx) => refundGift(ctx, { goalId: gift.goalId, giftId: gift.id }));
    model.refund(gift);
  },
  async deliver(game, a) {
    const gift = giftWhere(game, a, isSent);
    await game.world.refundEnded(gift.id, "processed");
    game.model.delivered(gift);
  },
  async "fail refund"(game, a) {
    const gift = giftWhere(game, a, (one) => isSent(one) && one.status !== "stuck");
    await game.world.refundEnded(gift.id, "failed");
    if (gift.status === "going back") gift.status = "stuck";
  },
  async dispute(game, a) {
    const gift = giftWhere(
      game,
      a,
      (one) => one.status === "counted" && !game.disputed.has(one.id) && !hasLost(game, one),
    );
    await game.world.dispute(gift.rootId, "opened");
    game.disputed.add(gift.id);
  },
  async win(game, a) {
    const gift = giftWhere(game, a, ({ id }) => game.disputed.has(id));
    await game.world.dispute(gift.rootId, "won");
    game.disputed.delete(gift.id);
  },
  async lose(game, a) {
    const gift = giftWhere(game, a, (one) => mayBeLost(game, one));
    const { amount } = await game.world.ref(gift.id);
    await game.world.dispute(gift.rootId, "lost");
    game.disputed.delete(gift.id);
    game.model.lost(gift, amount);
  },
  async "lose part"(game, a, b) {
    const gift = giftWhere(game, a, (one) => mayBeLost(game, one));
    const standing = gift.status === "counted" ? gift.amount : gift.back;
    if (standing < 2n) skip();
    const part = (BigInt(b) % (standing - 1n)) + 1n;
    await game.world.dispute(gift.rootId, "lost", part);
    game.disputed.delete(gift.id);
    game.parted.add(gift.rootId);
    game.model.lostPart(gift, part);
  },
} satisfies Record<string, Act>;
