import { queryOptions, useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useCommunityId, useMay } from "../lib/community.ts";
import { ask } from "../lib/http.ts";
import { communityKey, type Filters, listOptions } from "../lib/query.ts";
import { useMe } from "../lib/session.ts";
import type { Gift, Goal, GoalComment, GoalMoney, GoalUpdate, MilestonePayout, Proof, Vote } from "../lib/wire.ts";

const PAGE = 30;

export function goalsPath(communityId: string): string {
  return `/v1/communities/${communityId}/goals`;
}

export function goalPath(communityId: string, goalId: string): string {
  return `${goalsPath(communityId)}/${goalId}`;
}

export const goalsOf = (communityId: string, filters: Filters) =>
  listOptions<Goal>(communityKey(communityId, "goals"), goalsPath(communityId), filters, PAGE);

export const goalOptions = (communityId: string, goalId: string) =>
  queryOptions({
    queryKey: communityKey(communityId, "goal", goalId),
    queryFn: ({ signal }) => ask<Goal>(goalPath(communityId, goalId), { signal }),
  });

export const giftsOf = (communityId: string, goalId: string, filters: Filters) =>
  listOptions<Gift>(communityKey(communityId, "goal", goalId, "gifts"), `${goalPath(communityId, goalId)}/gifts`, filters, PAGE);

/** Gifts of a community to all its goals: one's own, or those with a status. */
export const communityGifts = (communityId: string, filters: Filters) =>
  listOptions<Gift>(communityKey(communityId, "gifts"), `/v1/communities/${communityId}/gifts`, filters, PAGE);

export const proofsOf = (communityId: string, goalId: string) =>
  listOptions<Proof>(communityKey(communityId, "goal", goalId, "proofs"), `${goalPath(communityId, goalId)}/proofs`, {}, PAGE);

export const proofOptions = (communityId: string, goalId: string, proofId: string) =>
  queryOptions({
    queryKey: communityKey(communityId, "goal", goalId, "proof", proofId),
    queryFn: ({ signal }) => ask<Proof>(`${goalPath(communityId, goalId)}/proofs/${proofId}`, { signal }),
  });

export const votesOf = (communityId: string, goalId: string, proofId: string) =>
  listOptions<Vote>(communityKey(communityId, "goal", goalId, "votes", proofId), `${goalPath(communityId, goalId)}/proofs/${proofId}/votes`, {}, PAGE);

export const moneyOf = (communityId: string, goalId: string) =>
  queryOptions({
    queryKey: communityKey(communityId, "goal", goalId, "money"),
    queryFn: ({ signal }) => ask<GoalMoney>(`${goalPath(communityId, goalId)}/money`, { signal }),
  });

export const payoutsOf = (communityId: string, goalId: string) =>
  listOptions<MilestonePayout>(communityKey(communityId, "goal", goalId, "payouts"), `${goalPath(communityId, goalId)}/payouts`, {}, PAGE);

export const updatesOf = (communityId: string, goalId: string) =>
  listOptions<GoalUpdate>(communityKey(communityId, "goal", goalId, "updates"), `${goalPath(communityId, goalId)}/updates`, {}, PAGE);

export const commentsOf = (communityId: string, goalId: string) =>
  listOptions<GoalComment>(communityKey(communityId, "goal", goalId, "comments"), `${goalPath(communityId, goalId)}/comments`, {}, PAGE);

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
