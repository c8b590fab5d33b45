import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { myCommunities } from "../../lib/community.ts";
import { remembered } from "../../lib/remembered.ts";

/** The community of the address, else the one that was open last, else the first. */
export function useCurrentCommunity(): string | null {
  const { communityId } = useParams({ strict: false });
  const { data } = useQuery(myCommunities);
  if (communityId) return communityId;
  const mine = data?.items ?? [];
  const last = remembered("community");
  return (mine.find((one) => one.communityId === last) ?? mine[0])?.communityId ?? null;
}
