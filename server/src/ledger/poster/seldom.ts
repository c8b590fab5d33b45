/** So many keys are remembered at most: then those that are due again are forgotten. */
const MOST = 10_000;

/** True at most once in `ms` for each key. */
export function seldom(ms: number, now: () => Date): (key: string) => boolean {
  const last = new Map<string, number>();
  return (key) => {
    const at = now().getTime();
    const before = last.get(key);
    if (before !== undefined && at < before + ms && at >= before) return false;
    if (last.size >= MOST) for (const [known, then] of last) if (at >= then + ms) last.delete(known);
    last.set(key, at);
    return true;
  };
}
