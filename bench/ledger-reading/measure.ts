/** Times in milliseconds. */
export interface Measured {
  p50: number;
  p95: number;
}

/** One after another, after a few that nobody counts: a plan and its pages are warm on a server that runs. */
export async function measure(times: number, work: (index: number) => Promise<unknown>): Promise<Measured> {
  for (let index = 0; index < Math.min(5, times); index++) await work(index);
  const taken: number[] = [];
  for (let index = 0; index < times; index++) {
    const begun = performance.now();
    await work(index);
    taken.push(performance.now() - begun);
  }
  taken.sort((a, b) => a - b);
  const at = (share: number) => taken[Math.min(taken.length - 1, Math.floor(taken.length * share))] ?? 0;
  return { p50: at(0.5), p95: at(0.95) };
}
