import { useQuery } from "@tanstack/react-query";
import { Outlet } from "@tanstack/react-router";
import { useEffect } from "react";
import { communityOptions, useCommunityId } from "../../lib/community.ts";
import { isProblem } from "../../lib/problem.ts";
import { remember } from "../../lib/remembered.ts";
import { Printed } from "../../ui/dates.tsx";
import { ErrorState } from "../../ui/states.tsx";
import { LostPage } from "../lost-page.tsx";

/** Everything of one community: tells at once when there is none, and is remembered for the next visit. */
export function CommunityFrame() {
  const communityId = useCommunityId();
  const community = useQuery(communityOptions(communityId));
  const isThere = community.data !== undefined;
  useEffect(() => {
    if (isThere) remember("community", communityId);
  }, [isThere, communityId]);
  if (isProblem(community.error) && community.error.status === 404) return <LostPage />;
  if (community.isError && !isThere)
    return <ErrorState error={community.error} onRetry={() => void community.refetch()} />;
  return (
    <>
      {community.data ? <Printed name={community.data.name} /> : null}
      <Outlet />
    </>
  );
}
