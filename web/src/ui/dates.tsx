import { useEffect, useState } from "react";
import { type DateStyle, formatAgo, formatDate } from "../lib/format.ts";
import { useReader } from "../lib/reader.ts";

interface DateTextProps {
  at: string;
  style?: DateStyle;
  /** The community's, where a date is its matter (deadlines); else the reader's own. */
  timeZone?: string;
}

export function DateText({ at, style = "date", timeZone }: DateTextProps) {
  const { language } = useReader();
  return <time dateTime={at}>{formatDate(at, language, style, timeZone)}</time>;
}

/** "2 hours ago", with the exact time for whoever points at it; moves on by itself. */
export function Ago({ at }: { at: string }) {
  const { language } = useReader();
  const now = useMinute();
  return (
    <time dateTime={at} title={formatDate(at, language, "instant")}>
      {formatAgo(at, language, now)}
    </time>
  );
}

/** On paper only: whose it is, and when it was printed. */
export function Printed({ name }: { name: string }) {
  const { language } = useReader();
  const now = useMinute();
  return (
    <p className="print-only">
      <bdi>{name}</bdi>
      {" · "}
      {formatDate(new Date(now).toISOString(), language, "instant")}
    </p>
  );
}

function useMinute(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 60_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
