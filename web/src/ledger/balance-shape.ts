export interface BalancePoint {
  /** An instant, or a day of the calendar. */
  at: string;
  /** Minor units. */
  balance: number;
}

export interface ShapeOptions {
  width: number;
  height: number;
  /** Where writing runs from right to left, time does too. */
  mirrored: boolean;
  /** A balance stays until the next entry; samples from a long time are joined straight. */
  isStepped: boolean;
}

export interface BalanceShape {
  line: string;
  area: string;
  /** How far down nothing stands. */
  zero: number;
  /** How far down the line ends. */
  end: number;
  lowest: BalancePoint;
  highest: BalancePoint;
}

/** The line of a balance over time, oldest first, with nothing always in view; null: there is nothing to draw a line through. */
export function shapeOf(points: readonly BalancePoint[], options: ShapeOptions): BalanceShape | null {
  const [first, ...rest] = points;
  const last = rest.at(-1);
  if (!first || !last) return null;
  const { width, height, mirrored, isStepped } = options;
  const lowest = points.reduce((least, point) => (point.balance < least.balance ? point : least), first);
  const highest = points.reduce((most, point) => (point.balance > most.balance ? point : most), first);
  const [bottom, top] = [Math.min(0, lowest.balance), Math.max(0, highest.balance)];
  const [begin, end] = [Date.parse(first.at), Date.parse(last.at)];
  const x = (at: string) => {
    const share = end > begin ? (Date.parse(at) - begin) / (end - begin) : 0;
    return round(mirrored ? width - share * width : share * width);
  };
  const y = (balance: number) => round(top > bottom ? ((top - balance) / (top - bottom)) * height : height);
  const steps = rest.map(({ at, balance }) => (isStepped ? `H${x(at)}V${y(balance)}` : `L${x(at)} ${y(balance)}`));
  const line = `M${x(first.at)} ${y(first.balance)}${steps.join("")}`;
  const area = `${line}V${y(0)}H${x(first.at)}Z`;
  return { line, area, zero: y(0), end: y(last.balance), lowest, highest };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** The last day of each of so many months before today, and today. */
export function monthEnds(today: string, months: number): string[] {
  const [year = 0, month = 1] = today.split("-").map(Number);
  const ends = Array.from({ length: months }, (_, index) =>
    new Date(Date.UTC(year, month - months + index, 0)).toISOString().slice(0, 10),
  );
  return [...ends.filter((day) => day < today), today];
}

/** So many of these, the first and the last among them, as evenly as can be. */
export function sampled<T>(all: readonly T[], most: number): T[] {
  if (all.length <= most) return [...all];
  return Array.from({ length: most }, (_, index) => all[Math.round((index * (all.length - 1)) / (most - 1))]).filter(
    (one) => one !== undefined,
  );
}
