import { queryOptions, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { call } from "../lib/http.ts";
import { communityKey, listOptions, selfKey } from "../lib/query.ts";

const BASE = "/v1/communities/{communityId}";

/** One's own activity; `waiting`: only what one is asked to do, or only the rest. */
export const myActivity = (waiting: boolean | null) =>
  listOptions(selfKey("activity", waiting), ({ signal, ...page }) =>
    call("GET /v1/me/activity", { query: { limit: 30, ...page, ...(waiting === null ? {} : { waiting }) }, signal }),
  );

export const activityOf = (communityId: string) =>
  listOptions(communityKey(communityId, "activity"), ({ signal, ...page }) =>
    call(`GET ${BASE}/activity`, { path: { communityId }, query: page, signal }),
  );

export const membersOf = (communityId: string) =>
  listOptions(communityKey(communityId, "members"), ({ signal, ...page }) =>
    call(`GET ${BASE}/members`, { path: { communityId }, query: { limit: 100, ...page }, signal }),
  );

export const rolesOf = (communityId: string) =>
  queryOptions({
    queryKey: communityKey(communityId, "roles"),
    queryFn: ({ signal }) => call(`GET ${BASE}/roles`, { path: { communityId }, signal }),
  });

export const invitationsOf = (communityId: string) =>
  queryOptions({
    queryKey: communityKey(communityId, "invitations"),
    queryFn: ({ signal }) => call(`GET ${BASE}/invitations`, { path: { communityId }, signal }),
  });

/** Names of roles by their ids. */
export function useRoleNames(communityId: string): (id: string) => string {
  const { data } = useQuery(rolesOf(communityId));
  return (id) => data?.items.find((role) => role.id === id)?.name ?? "";
}

export function useMembers(communityId: string) {
  return useInfiniteQuery(membersOf(communityId));
}
