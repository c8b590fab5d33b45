import { findCommunity } from "../../communities/index.ts";
import { issueDocument } from "../../documents/index.ts";
import { findUser } from "../../identity/index.ts";
import { paymentOf, providerFor } from "../../payments/index.ts";
import type { CommunityContext } from "../../platform/context.ts";
import { notFound } from "../../platform/errors.ts";
import { path } from "../../platform/html.ts";
import type { Money } from "../../platform/money.ts";
import { COUNTED_GIFTS, type Gift, PAID_GIFTS } from "../gift.ts";
import { type Goal, returnsMoney, takesGifts } from "../goal.ts";
import { choiceLink, giftToken, receiptLink, voteLink } from "../links.ts";
import { isVoteOpen } from "../proof.ts";
import { figuresOfGoals } from "../queries/figures.ts";
import { giftChain } from "../queries/gifts.ts";
import { findGoal, listGoals } from "../queries/goals.ts";
import { milestonesOf } from "../queries/milestones.ts";
import { getProof, mediaOfProofs, undecidedProof } from "../queries/proofs.ts";
import { findVote, isVoter, talliesOf } from "../queries/votes.ts";
import { netOf, totalOf } from "../refunds.ts";
import type { ChoiceView } from "./choice-page.ts";
import type { ReceiptView } from "./receipt-page.ts";
import type { VoteView } from "./vote-page.ts";

/** Goals that are offered for a gift whose own goal has failed. */
const OTHERS = 20;

export interface Located {
  communityName: string;
  timeZone: string;
}

interface Found extends Located {
  goal: Goal;
  /** Where the money is: the gift itself, or the last one that it became. */
  gift: Gift;
}

/** The gift behind a signed link, followed to where its money is. The link's token has been read by the caller. */
export async function findLinkedGift(ctx: CommunityContext, giftId: string): Promise<Found> {
  const gift = (await giftChain(ctx, giftId)).at(-1);
  const goal = gift ? await findGoal(ctx, gift.goalId) : null;
  const community = await findCommunity(ctx);
  if (!gift || !goal || !community) throw notFound();
  return { gift, goal, communityName: community.name, timeZone: community.timeZone };
}

/**
 * The receipt as the giver sees it. A gift that is paid has its number from here on, if nothing gave it one before:
 * the mail, the page and the PDF all ask in the same way, and the first one that asks is answered with a new number.
 */
export async function loadReceipt(
  ctx: CommunityContext,
  giftId: string,
  kind: "receipt" | "paid",
): Promise<ReceiptView & Located> {
  const { gift, goal, communityName, timeZone } = await findLinkedGift(ctx, giftId);
  const money = (amount: bigint): Money => ({ amount, currency: gift.currency });
  const isPaid = PAID_GIFTS.includes(gift.status);
  const paper = isPaid ? await issueDocument(ctx, { kind: "receipt", subjectId: gift.id, timeZone }) : null;
  const owner = await findUser(ctx, goal.ownerId);
  const payment = gift.paymentId ? await paymentOf(ctx, gift.paymentId) : null;
  const provider = payment ? await providerFor(ctx, payment.providerId, gift.currency) : null;
  const token = giftToken(ctx.keys, kind, ctx.communityId, gift.id);
  const canChoose = kind === "receipt" && returnsMoney(goal.status) && gift.status === "succeeded" && gift.due !== null;
  return {
    communityName,
    timeZone,
    slug: goal.slug,
    goalTitle: goal.title,
    ownerName: owner?.displayName ?? communityName,
    status: gift.status,
    number: paper?.number ?? null,
    issuedAt: paper?.issuedAt ?? null,
    giverName: gift.publicName,
    reference: gift.paymentId ? `pay-${gift.paymentId}` : gift.id,
    provider: provider?.name ?? "",
    paidAt: gift.paidAt,
    gift: money(gift.amount - gift.feeCover),
    feeCover: money(gift.feeCover),
    paid: money(gift.amount),
    platformFee: money(gift.platformFee),
    providerFee: money(gift.providerFee),
    net: money(netOf(gift)),
    refund: gift.refundAmount === null ? null : money(gift.refundAmount),
    receiptUrl: receiptLink(ctx.keys, ctx.communityId, gift.id, kind),
    pdfUrl: `${path`/r/${gift.id}`}.pdf?t=${token}`,
    votes: kind === "receipt" ? await openVotes(ctx, gift) : [],
    choiceUrl: canChoose ? choiceLink(ctx.keys, ctx.communityId, gift.id) : null,
    here: receiptLink(ctx.keys, ctx.communityId, gift.id, kind),
  };
}

async function openVotes(ctx: CommunityContext, gift: Gift): Promise<ReceiptView["votes"]> {
  if (!COUNTED_GIFTS.includes(gift.status)) return [];
  const proof = await undecidedProof(ctx, gift.goalId);
  if (proof?.status !== "voting" || !(await isVoter(ctx, proof.id, gift.giverId))) return [];
  return [{ title: proof.title, url: voteLink(ctx.keys, ctx.communityId, proof.id, gift.giverId) }];
}

/** The proof and the own vote, behind the signed link of one voter. */
export async function loadVote(
  ctx: CommunityContext,
  proofId: string,
  giverId: string,
  here: string,
): Promise<VoteView & Located> {
  const proof = await getProof(ctx, proofId);
  const [goal, community] = [await findGoal(ctx, proof.goalId), await findCommunity(ctx)];
  const milestone = (await milestonesOf(ctx, proof.goalId)).find(({ id }) => id === proof.milestoneId);
  if (!goal || !community || !milestone) throw notFound();
  const tally = (await talliesOf(ctx, [proof.id])).get(proof.id);
  const media = (await mediaOfProofs(ctx, [proof.id])).get(proof.id) ?? [];
  const author = await findUser(ctx, proof.submittedBy);
  const vote = await findVote(ctx, proof.id, giverId);
  const mayVote = isVoteOpen(proof, ctx.now) && (await isVoter(ctx, proof.id, giverId));
  const choice = vote ? (vote.isApproved ? ("yes" as const) : ("no" as const)) : null;
  return {
    communityName: community.name,
    timeZone: community.timeZone,
    slug: goal.slug,
    goalTitle: goal.title,
    kind: proof.kind,
    status: proof.status,
    milestone: { title: milestone.title, amount: { amount: milestone.amount, currency: goal.currency } },
    title: proof.title,
    text: proof.description,
    authorName: author?.displayName ?? community.name,
    submittedAt: proof.submittedAt,
    closesAt: proof.voteClosesAt,
    media: media.map(({ id, contentType }) => ({
      url: path`/v1/communities/${ctx.communityId}/media/${id}`,
      isImage: contentType.startsWith("image/"),
    })),
    tally: tallyOf(tally, goal.terms.vote.weight, (amount) => ({ amount, currency: goal.currency })),
    mine: mayVote ? { choice, comment: vote?.comment ?? "" } : null,
    action: here,
    note: null,
    here,
  };
}

type Tally = Awaited<ReturnType<typeof talliesOf>> extends ReadonlyMap<string, infer T> ? T : never;

/** Heads are counted; weights of money are told as money. */
function tallyOf(
  tally: Tally | undefined,
  weight: "head" | "amount",
  money: (amount: bigint) => Money,
): VoteView["tally"] {
  const { yes, no, total } = tally ?? { yes: 0n, no: 0n, total: 0n };
  const cast = yes + no;
  if (weight === "head") return { yes, no, cast, total };
  return { yes: money(yes), no: money(no), cast: money(cast), total: money(total) };
}

export async function loadChoice(ctx: CommunityContext, giftId: string, here: string): Promise<ChoiceView & Located> {
  const { gift, goal, communityName, timeZone } = await findLinkedGift(ctx, giftId);
  const isOpen =
    returnsMoney(goal.status) && gift.status === "succeeded" && gift.due !== null && totalOf(gift.due) > 0n;
  const mayMove = goal.choiceUntil === null || ctx.now < goal.choiceUntil;
  return {
    communityName,
    timeZone,
    slug: goal.slug,
    goalTitle: goal.title,
    goalStatus: goal.status === "cancelled" ? "cancelled" : goal.status === "failed" ? "failed" : null,
    giftStatus: gift.status,
    due: { amount: gift.due ? totalOf(gift.due) : 0n, currency: gift.currency },
    until: goal.choiceUntil,
    others: isOpen && mayMove ? await othersFor(ctx, goal) : [],
    isOpen,
    action: here,
    done: null,
    here,
  };
}

async function othersFor(ctx: CommunityContext, goal: Goal): Promise<ChoiceView["others"]> {
  const open = await listGoals(ctx, { status: ["open", "funded"], viewerId: null, drafts: false, limit: OTHERS });
  const fitting = open.filter(
    ({ id, currency, publishedAt }) => id !== goal.id && currency === goal.currency && publishedAt,
  );
  const figures = await figuresOfGoals(ctx, fitting);
  return fitting
    .filter((other) => takesGifts(other, ctx.now, figures.get(other.id)?.raised ?? 0n, other.terms.stretchAmount))
    .map(({ id, title }) => ({ id, title }));
}
