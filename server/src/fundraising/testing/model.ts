import { least } from "../../platform/money.ts";
import { takeFees } from "../fees.ts";
import { releaseAmount, type SurplusRule } from "../milestone.ts";
import { type Due, dueAfterLoss, dueOfOne, dues, netOf, restOf, totalOf } from "../refunds.ts";

/** Fundraising in memory, without tables, locks or jobs: what the books must say after any history. */

export interface ModelGift {
  id: string;
  /** The one that was paid; a moved gift names the first of its line. */
  rootId: string;
  goalId: string;
  giverId: string;
  amount: bigint;
  platformFee: bigint;
  providerFee: bigint;
  createdAt: Date;
  status: "pending" | "counted" | "going back" | "stuck" | "gone";
  due: Due | null;
  /** What waits on the giver's account. */
  back: bigint;
  /** What the provider carries, or had given up to carry: more than `back` once a bank took of it. */
  sent: bigint;
}

export interface ModelGoal {
  id: string;
  surplus: SurplusRule;
  planned: bigint[];
  ended: boolean;
}

export class Model {
  readonly gifts: ModelGift[] = [];
  readonly goals = new Map<string, ModelGoal>();
  readonly #balances = new Map<string, bigint>();
  readonly #clearing: string;

  constructor(providerId: string) {
    this.#clearing = `clearing/${providerId}`;
  }

  /** Balances that are not nothing, each on the side on which it grows. */
  balances(): Map<string, bigint> {
    return new Map([...this.#balances].filter(([, amount]) => amount !== 0n));
  }

  balance(code: string): bigint {
    return this.#balances.get(code) ?? 0n;
  }

  #add(code: string, amount: bigint): void {
    this.#balances.set(code, this.balance(code) + amount);
  }

  #addEscrow(goalId: string, amount: bigint): void {
    this.#add(`escrow/goal/${goalId}`, amount);
  }

  #escrow(goalId: string): bigint {
    return this.balance(`escrow/goal/${goalId}`);
  }

  #counted(goalId: string): ModelGift[] {
    return this.gifts
      .filter((gift) => gift.goalId === goalId && gift.status === "counted")
      .sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime() || (a.id < b.id ? -1 : 1));
  }

  paid(gift: ModelGift, took: bigint, counts: boolean): void {
    this.#add(this.#clearing, gift.amount - took);
    if (!counts) {
      gift.status = "going back";
      gift.back = gift.amount;
      gift.sent = gift.amount;
      this.#add("expense/provider-fees", took);
      this.#add(`user/${gift.giverId}`, gift.amount);
      return;
    }
    const fees = takeFees(gift.amount, took, gift.platformFee);
    Object.assign(gift, { status: "counted", platformFee: fees.platformFee, providerFee: fees.providerFee });
    this.#add("expense/provider-fees", fees.excess);
    this.#add("revenue/platform-fees", fees.platformFee);
    this.#addEscrow(gift.goalId, netOf(gift));
  }

  /** By the owner or an operator, in a goal that goes on or has ended. */
  refund(gift: ModelGift): void {
    if (gift.status === "stuck") {
      gift.status = "going back";
      gift.sent = gift.back;
      return;
    }
    const others = this.#counted(gift.goalId).reduce((sum, other) => sum + netOf(other), 0n);
    this.#giveBack(gift, gift.due ?? dueOfOne(this.#escrow(gift.goalId), others, gift, "platform"));
  }

  #giveBack(gift: ModelGift, due: Due): void {
    this.#add("revenue/platform-fees", -due.platformFee);
    this.#add("expense/provider-fees", due.providerFee);
    this.#addEscrow(gift.goalId, -due.escrow);
    this.#add(`user/${gift.giverId}`, totalOf(due));
    gift.status = "going back";
    gift.back = totalOf(due);
    gift.sent = gift.back;
  }

  delivered(gift: ModelGift): void {
    this.#add(`user/${gift.giverId}`, -gift.back);
    this.#add(`receivable/goal/${gift.goalId}`, gift.sent - gift.back);
    this.#add(this.#clearing, -gift.sent);
    gift.sent = 0n;
    if (gift.status === "going back" || gift.status === "stuck") gift.status = "gone";
  }

  end(goal: ModelGoal): void {
    goal.ended = true;
    const gifts = this.#counted(goal.id);
    dues(this.#escrow(goal.id), gifts, "platform").forEach((due, index) => {
      const gift = gifts[index];
      if (gift) gift.due = due;
    });
  }

  /** After the givers' time to choose. Disputed gifts wait. */
  returnAll(goal: ModelGoal, disputed: ReadonlySet<string>): void {
    for (const gift of this.#counted(goal.id)) {
      if (gift.due && totalOf(gift.due) > 0n && !disputed.has(gift.id)) this.#giveBack(gift, gift.due);
    }
  }

  move(gift: ModelGift, to: Pick<ModelGift, "id" | "goalId" | "createdAt">): void {
    const { due } = gift;
    if (!due) throw new Error("nothing to move");
    this.#addEscrow(gift.goalId, -due.escrow);
    this.#addEscrow(to.goalId, due.escrow);
    gift.status = "gone";
    const { platformFee, providerFee } = due;
    this.gifts.push({ ...gift, ...to, amount: totalOf(due), platformFee, providerFee, status: "counted", due: null });
  }

  lost(gift: ModelGift, amount: bigint): void {
    const own = least(amount, gift.amount);
    const first = this.gifts.find(({ id }) => id === gift.rootId)?.goalId ?? gift.goalId;
    this.#add(`receivable/goal/${first}`, amount - own);
    this.#add(this.#clearing, own - amount);
    this.#lostOwn(gift, own);
  }

  /** The rest of the gift stands. */
  lostPart(gift: ModelGift, part: bigint): void {
    const { status } = gift;
    const fromEscrow = this.#lostOwn(gift, part);
    gift.status = status;
    if (status === "counted") {
      Object.assign(gift, restOf(gift, part));
      if (gift.due) gift.due = dueAfterLoss(gift.due, fromEscrow, gift.amount);
    }
  }

  /** Answers what the escrow bore of it. */
  #lostOwn(gift: ModelGift, amount: bigint): bigint {
    const ended = this.goals.get(gift.goalId)?.ended ?? false;
    const held = this.#escrow(gift.goalId);
    const bearable = ended ? least(held, gift.due?.escrow ?? 0n) : held;
    const fromEscrow = gift.status === "counted" ? least(amount, bearable) : 0n;
    const fromGiver = least(amount, gift.back);
    gift.back -= fromGiver;
    this.#addEscrow(gift.goalId, -fromEscrow);
    this.#add(`user/${gift.giverId}`, -fromGiver);
    this.#add(`receivable/goal/${gift.goalId}`, amount - fromEscrow - fromGiver);
    this.#add(this.#clearing, -amount);
    gift.status = "gone";
    return fromEscrow;
  }

  release(goal: ModelGoal): bigint {
    const amount = releaseAmount(this.#escrow(goal.id), goal.planned, goal.surplus);
    goal.planned.shift();
    this.#addEscrow(goal.id, -amount);
    this.#add(`goal/${goal.id}`, amount);
    return amount;
  }

  paidOut(goalId: string, amount: bigint): void {
    this.#add(`goal/${goalId}`, -amount);
    this.#add(this.#clearing, -amount);
  }
}
