import type { Reader } from "../../platform/page-reader.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** "12 days left", in whole units that are not more than is true. */
export function timeLeft(deadline: Date, reader: Reader): string {
  const left = deadline.getTime() - reader.now.getTime();
  if (left <= 0) return reader.t("left.ended", { instant: reader.instant(deadline) });
  if (left >= 2 * DAY) return reader.t("left.days", { count: Math.floor(left / DAY) });
  if (left >= 2 * HOUR) return reader.t("left.hours", { count: Math.floor(left / HOUR) });
  return reader.t("left.minutes", { count: Math.max(1, Math.floor(left / MINUTE)) });
}
