import { createHash } from "node:crypto";
import type { Goal } from "./goal.ts";
import type { Milestone } from "./milestone.ts";

type Promised = Pick<Goal, "targetAmount" | "currency" | "deadline" | "terms">;

/**
 * A short name of all that a giver is promised: equal for equal promises. It is sent with a gift, so that nobody gives
 * under other terms than he read. 32 hexadecimal digits.
 */
export function termsDigest(goal: Promised, milestones: readonly Pick<Milestone, "title" | "amount">[]): string {
  const { targetAmount, currency, deadline, terms } = goal;
  const plan = milestones.map(({ title, amount }) => [title, amount]);
  const { vote, fees, ...rest } = terms;
  const promised = [targetAmount, currency, deadline, sorted(vote), sorted(fees), sorted(rest), plan];
  const text = JSON.stringify(promised, (_key, value: unknown) =>
    typeof value === "bigint" ? value.toString() : value,
  );
  return createHash("sha256").update(text).digest("hex").slice(0, 32);
}

function sorted(record: object): [string, unknown][] {
  return Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
}
