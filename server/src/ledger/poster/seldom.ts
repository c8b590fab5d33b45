/** So many keys are remembered at most: then those that are due again are forgotten. */
const MOST = 10_000;

/** True at most once in `ms` for each key, and at most `most` times in `ms` for all of them. */
export function seldom(ms: number, most: number, now: () => Date): (key: string) => boolean {
  const last = new Map<string, number>();
  let from = Number.NEGATIVE_INFINITY;
  let count = 0;
  return (key) => {
    const at = now().getTime();
    if (at >= from + ms || at < from) {
      from = at;
      count = 0;
    }
    if (count >= most) return false;
    const before = last.get(key);
    if (before !== undefined && at < before + ms && at >= before) return false;
    if (last.size >= MOST) for (const [known, then] of last) if (at >= then + ms) last.delete(known);
    last.set(key, at);
    count++;
    return true;
  };
}
