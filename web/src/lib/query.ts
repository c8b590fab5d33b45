import { ProblemError } from "@commonpurse/client";
import {
  type InfiniteData,
  infiniteQueryOptions,
  QueryClient,
  type UseInfiniteQueryResult,
} from "@tanstack/react-query";
import type { Paged } from "./wire.ts";

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      gcTime: 10 * 60_000,
      refetchOnWindowFocus: true,
      retry: (count, error) =>
        count < 2 && (!(error instanceof ProblemError) || error.status >= 500 || error.status === 0),
    },
    mutations: { retry: false },
  },
});

export type Filters = Readonly<Record<string, string | undefined>>;
export type List<T> = UseInfiniteQueryResult<InfiniteData<Paged<T>>>;

interface PageOf {
  /** Where the list goes on; the cursor is the server's. */
  after?: string;
  signal: AbortSignal;
}

/** A list that goes on as one scrolls. */
export function listOptions<T>(key: readonly unknown[], ask: (page: PageOf) => Promise<Paged<T>>) {
  return infiniteQueryOptions({
    queryKey: key,
    queryFn: ({ pageParam, signal }) => ask({ signal, ...(pageParam === null ? {} : { after: pageParam }) }),
    initialPageParam: null as string | null,
    getNextPageParam: (page: Paged<T>) => page.next,
  });
}

/** The value if it is one of these: an address may say anything. */
export function oneOf<V extends string>(values: readonly V[], text: string | undefined): V | undefined {
  return values.find((value) => value === text);
}

/** Only what is there: a filter that is not set is not sent. */
export function given<T extends Record<string, unknown>>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== "")) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

/** Everything cached of one community stands under this key: one event refreshes what is on the screen. */
export const communityKey = (communityId: string, ...rest: readonly unknown[]) =>
  ["community", communityId, ...rest] as const;
export const selfKey = (...rest: readonly unknown[]) => ["self", ...rest] as const;
