const SECOND = 1_000;
const DAY = 86_400 * SECOND;
/** No provider promises that its webhooks arrive: we ask after these times, then daily. */
const DELAYS = [30 * SECOND, 120 * SECOND, 600 * SECOND, 3_600 * SECOND];
/** How long an expired payment or a paid payout is still asked about: money may move late. */
const AFTERCARE = 7 * DAY;

/** When to ask after `attempts` earlier questions. */
export function nextCheck(now: Date, attempts: number): Date {
  return new Date(now.getTime() + (DELAYS[attempts] ?? DAY));
}

/** Until its expiry a payment is asked about as above, and at that moment; then daily for a week; then no more. */
export function nextPaymentCheck(now: Date, attempts: number, expiresAt: Date): Date | null {
  const usual = nextCheck(now, attempts);
  if (now < expiresAt) return usual < expiresAt ? usual : expiresAt;
  return aftercare(now, expiresAt);
}

/** Daily for a week after `endedAt`, then no more. */
export function aftercare(now: Date, endedAt: Date): Date | null {
  const later = new Date(now.getTime() + DAY);
  return later.getTime() <= endedAt.getTime() + AFTERCARE ? later : null;
}
