import { queryOptions, useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useCommunityId, useMay } from "../lib/community.ts";
import { call } from "../lib/http.ts";
import { communityKey, type Filters, given, listOptions, oneOf } from "../lib/query.ts";
import { useMe } from "../lib/session.ts";
import type { Gift, Goal } from "../lib/wire.ts";
import { GIFT_STATES, GOAL_STATES } from "./tones.ts";

const GOALS = "/v1/communities/{communityId}/goals";
const GOAL = `${GOALS}/{goalId}` as const;

export const goalsOf = (communityId: string, filters: Filters) =>
  listOptions(communityKey(communityId, "goals", filters), ({ signal, ...page }) =>
    call(`GET ${GOALS}`, {
      path: { communityId },
      query: {
        ...page,
        ...given({ status: oneOf(GOAL_STATES, filters["status"]), q: filters["q"], ownerId: filters["ownerId"] }),
      },
      signal,
    }),
  );

export const goalOptions = (communityId: string, goalId: string) =>
  queryOptions({
    queryKey: communityKey(communityId, "goal", goalId),
    queryFn: ({ signal }) => call(`GET ${GOAL}`, { path: { communityId, goalId }, signal }),
  });

/** With what one may give to the goal. */
export const goalProvidersOf = ({ communityId, goalId }: GoalHere) =>
  queryOptions({
    queryKey: communityKey(communityId, "providers", "of-goal", goalId),
    queryFn: ({ signal }) => call(`GET ${GOAL}/providers`, { path: { communityId, goalId }, signal }),
  });

export const giftsOf = (communityId: string, goalId: string, filters: Filters) =>
  listOptions(communityKey(communityId, "goal", goalId, "gifts", filters), ({ signal, ...page }) =>
    call(`GET ${GOAL}/gifts`, {
      path: { communityId, goalId },
      query: { ...page, ...given({ status: oneOf(GIFT_STATES, filters["status"]) }) },
      signal,
    }),
  );

/** What a refund of the gift would do now: asked anew each time, for releases and other refunds change it. */
export const refundQuoteOf = (communityId: string, { goalId, id: giftId }: Pick<Gift, "goalId" | "id">, wish: string) =>
  queryOptions({
    queryKey: communityKey(communityId, "goal", goalId, "refund-quote", giftId, wish),
    queryFn: ({ signal }) =>
      call(`GET ${GOAL}/gifts/{giftId}/refund-quote`, { path: { communityId, goalId, giftId }, signal }),
    gcTime: 0,
    retry: false,
  });

/** One's own gifts to all goals of a community. */
export const myGiftsIn = (communityId: string) =>
  listOptions(communityKey(communityId, "gifts", "mine"), ({ signal, ...page }) =>
    call("GET /v1/communities/{communityId}/gifts", { path: { communityId }, query: { ...page, mine: true }, signal }),
  );

/** Refunds that did not arrive. */
export const unclaimedGifts = (communityId: string) =>
  listOptions(communityKey(communityId, "gifts", "unclaimed"), ({ signal, ...page }) =>
    call("GET /v1/communities/{communityId}/gifts", {
      path: { communityId },
      query: { ...page, status: "unclaimed" },
      signal,
    }),
  );

export const proofsOf = (communityId: string, goalId: string) =>
  listOptions(communityKey(communityId, "goal", goalId, "proofs"), ({ signal, ...page }) =>
    call(`GET ${GOAL}/proofs`, { path: { communityId, goalId }, query: page, signal }),
  );

export const proofOptions = (communityId: string, goalId: string, proofId: string) =>
  queryOptions({
    queryKey: communityKey(communityId, "goal", goalId, "proof", proofId),
    queryFn: ({ signal }) => call(`GET ${GOAL}/proofs/{proofId}`, { path: { communityId, goalId, proofId }, signal }),
  });

export const votesOf = (communityId: string, goalId: string, proofId: string) =>
  listOptions(communityKey(communityId, "goal", goalId, "votes", proofId), ({ signal, ...page }) =>
    call(`GET ${GOAL}/proofs/{proofId}/votes`, { path: { communityId, goalId, proofId }, query: page, signal }),
  );

export const moneyOf = (communityId: string, goalId: string) =>
  queryOptions({
    queryKey: communityKey(communityId, "goal", goalId, "money"),
    queryFn: ({ signal }) => call(`GET ${GOAL}/money`, { path: { communityId, goalId }, signal }),
  });

export const payoutsOf = (communityId: string, goalId: string) =>
  listOptions(communityKey(communityId, "goal", goalId, "payouts"), ({ signal, ...page }) =>
    call(`GET ${GOAL}/payouts`, { path: { communityId, goalId }, query: page, signal }),
  );

export const updatesOf = (communityId: string, goalId: string) =>
  listOptions(communityKey(communityId, "goal", goalId, "updates"), ({ signal, ...page }) =>
    call(`GET ${GOAL}/updates`, { path: { communityId, goalId }, query: page, signal }),
  );

export const commentsOf = (communityId: string, goalId: string) =>
  listOptions(communityKey(communityId, "goal", goalId, "comments"), ({ signal, ...page }) =>
    call(`GET ${GOAL}/comments`, { path: { communityId, goalId }, query: page, signal }),
  );

export interface GoalHere {
  communityId: string;
  goalId: string;
}

/** The goal of the address. */
export function useGoalIds(): GoalHere {
  const communityId = useCommunityId();
  const { goalId } = useParams({ strict: false });
  if (!goalId) throw new Error("this page is of no goal");
  return { communityId, goalId };
}

export function useGoal({ communityId, goalId }: GoalHere) {
  return useQuery(goalOptions(communityId, goalId)).data;
}

/** The owner may do most things with his own goal; others need the permission. */
export function useGoalRights(communityId: string, goal: Goal | undefined) {
  const me = useMe();
  const may = useMay(communityId);
  const isOwner = goal !== undefined && me?.id === goal.ownerId;
  return { isOwner, may: (permission: string) => isOwner || may(permission), hasRole: may };
}
