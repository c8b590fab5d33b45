import { queryOptions, useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { call } from "./http.ts";
import { communityKey, selfKey } from "./query.ts";

export const myCommunities = queryOptions({
  queryKey: selfKey("communities"),
  queryFn: ({ signal }) => call("GET /v1/me/communities", { signal }),
  staleTime: 60_000,
});

export const communityOptions = (communityId: string) =>
  queryOptions({
    queryKey: communityKey(communityId, "itself"),
    queryFn: ({ signal }) => call("GET /v1/communities/{communityId}", { path: { communityId }, signal }),
    staleTime: 60_000,
  });

const permissionsOptions = (communityId: string) =>
  queryOptions({
    queryKey: communityKey(communityId, "permissions"),
    queryFn: ({ signal }) => call("GET /v1/communities/{communityId}/permissions", { path: { communityId }, signal }),
    staleTime: 60_000,
  });

/** The community of the address. */
export function useCommunityId(): string {
  const { communityId } = useParams({ strict: false });
  if (!communityId) throw new Error("this page stands outside of any community");
  return communityId;
}

export function useCommunity(communityId: string | null) {
  return useQuery({ ...communityOptions(communityId ?? ""), enabled: communityId !== null }).data;
}

/** What one may do here. Only hides what would be refused; the server decides. */
export function useMay(communityId: string | null): (permission: string) => boolean {
  const { data } = useQuery({ ...permissionsOptions(communityId ?? ""), enabled: communityId !== null });
  return (permission) => data !== undefined && (data.own.includes("*") || data.own.includes(permission));
}

export function usePermissions(communityId: string) {
  return useQuery(permissionsOptions(communityId));
}
