/** Calls at once and then at most once in `ms`, and never forgets the last wish. */
export function atMostEvery(ms: number, wish: () => void): { call: () => void; end: () => void } {
  let timer: NodeJS.Timeout | null = null;
  let isAsked = false;
  const call = (): void => {
    if (timer) {
      isAsked = true;
      return;
    }
    wish();
    timer = setTimeout(() => {
      timer = null;
      if (!isAsked) return;
      isAsked = false;
      call();
    }, ms);
    timer.unref();
  };
  const end = (): void => {
    if (timer) clearTimeout(timer);
  };
  return { call, end };
}
