import { queryOptions, useQuery } from "@tanstack/react-query";
import { dropAllDrafts } from "./drafts.ts";
import { call } from "./http.ts";
import { isProblem } from "./problem.ts";
import { queryClient, selfKey } from "./query.ts";
import { remember } from "./remembered.ts";
import type { User } from "./wire.ts";

/** Who is signed in; null for nobody. */
export const meOptions = queryOptions({
  queryKey: selfKey("me"),
  queryFn: async ({ signal }): Promise<User | null> => {
    try {
      return await call("GET /v1/me", { signal });
    } catch (error) {
      if (isProblem(error) && error.status === 401) return null;
      throw error;
    }
  },
  staleTime: 5 * 60_000,
});

export function useMe(): User | null {
  return useQuery(meOptions).data ?? null;
}

/** Leaves nothing of this person behind in the browser. */
export async function forgetPerson(): Promise<void> {
  queryClient.clear();
  dropAllDrafts();
  remember("community", null);
  navigator.serviceWorker?.controller?.postMessage({ forget: true });
}
