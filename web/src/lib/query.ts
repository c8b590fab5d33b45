import { type InfiniteData, infiniteQueryOptions, QueryClient, type UseInfiniteQueryResult } from "@tanstack/react-query";
import { ask } from "./http.ts";
import { Problem } from "./problem.ts";
import type { Paged } from "./wire.ts";

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      gcTime: 10 * 60_000,
      refetchOnWindowFocus: true,
      retry: (count, error) => count < 2 && (!(error instanceof Problem) || error.status >= 500 || error.status === 0),
    },
    mutations: { retry: false },
  },
});

export type Filters = Readonly<Record<string, string | undefined>>;
export type List<T> = UseInfiniteQueryResult<InfiniteData<Paged<T>>>;

/** A list that goes on as one scrolls; the cursor is the server's. */
export function listOptions<T>(key: readonly unknown[], path: string, filters: Filters = {}, limit = 50) {
  return infiniteQueryOptions({
    queryKey: [...key, filters],
    queryFn: ({ pageParam, signal }) => ask<Paged<T>>(path, { query: { ...filters, limit, after: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
}

/** Everything cached of one community stands under this key: one event refreshes what is on the screen. */
export const communityKey = (communityId: string, ...rest: readonly unknown[]) => ["community", communityId, ...rest] as const;
export const selfKey = (...rest: readonly unknown[]) => ["self", ...rest] as const;
