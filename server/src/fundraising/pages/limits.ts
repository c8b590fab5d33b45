/** Forms that anybody may send without a sign-in: so many a minute from one address, whatever the general limit is. */
export function fewAMinute(max: number) {
  return { config: { rateLimit: { max, timeWindow: "1 minute" } } };
}
