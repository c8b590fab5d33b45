import { queryOptions, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { ask } from "../lib/http.ts";
import { communityKey, listOptions, selfKey } from "../lib/query.ts";
import type { Activity, Invitation, Member, Role } from "../lib/wire.ts";

export const myActivity = (waiting: boolean | null) =>
  listOptions<Activity>(selfKey("activity"), "/v1/me/activity", waiting === null ? {} : { waiting: String(waiting) }, 30);

export const activityOf = (communityId: string) =>
  listOptions<Activity>(communityKey(communityId, "activity"), `/v1/communities/${communityId}/activity`);

export const membersOf = (communityId: string) =>
  listOptions<Member>(communityKey(communityId, "members"), `/v1/communities/${communityId}/members`, {}, 100);

export const rolesOf = (communityId: string) =>
  queryOptions({
    queryKey: communityKey(communityId, "roles"),
    queryFn: ({ signal }) => ask<{ items: Role[] }>(`/v1/communities/${communityId}/roles`, { signal }),
  });

export const invitationsOf = (communityId: string) =>
  queryOptions({
    queryKey: communityKey(communityId, "invitations"),
    queryFn: ({ signal }) => ask<{ items: Invitation[] }>(`/v1/communities/${communityId}/invitations`, { signal }),
  });

/** Names of roles by their ids. */
export function useRoleNames(communityId: string): (id: string) => string {
  const { data } = useQuery(rolesOf(communityId));
  return (id) => data?.items.find((role) => role.id === id)?.name ?? "";
}

export function useMembers(communityId: string) {
  return useInfiniteQuery(membersOf(communityId));
}
