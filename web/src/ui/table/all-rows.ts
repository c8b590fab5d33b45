import type { Paged } from "../../lib/wire.ts";

/** As much of a list as it takes to read on. */
interface Readable<T> {
  data: { pages: readonly Paged<T>[] } | undefined;
  hasNextPage: boolean;
  error: unknown;
}

/** To the list's end: a statement that stops where somebody stopped scrolling would be taken for the whole. */
export async function allRows<T>(list: Readable<T> & { fetchNextPage: () => Promise<Readable<T>> }): Promise<T[]> {
  let read: Readable<T> = list;
  while (read.hasNextPage) {
    read = await list.fetchNextPage();
    if (read.error) throw read.error;
  }
  return read.data?.pages.flatMap((page) => page.items) ?? [];
}
