import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { followEvents } from "../../lib/event-stream.ts";
import { communityKey, selfKey } from "../../lib/query.ts";

/** Several events come together; one refresh answers them all. */
const GATHER_MS = 600;

/** Asks again for what is on the screen whenever something happens in the community. */
export function LiveUpdates({ communityId }: { communityId: string }) {
  const client = useQueryClient();
  useEffect(() => {
    const end = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const refresh = () => {
      timer = undefined;
      void client.invalidateQueries({ queryKey: communityKey(communityId) });
      void client.invalidateQueries({ queryKey: selfKey("communities") });
      void client.invalidateQueries({ queryKey: selfKey("activity") });
      void client.invalidateQueries({ queryKey: selfKey("gifts") });
    };
    void followEvents(`/v1/communities/${communityId}/events`, end.signal, () => {
      timer ??= setTimeout(refresh, GATHER_MS);
    });
    return () => {
      end.abort();
      clearTimeout(timer);
    };
  }, [client, communityId]);
  return null;
}
