import { toMoney } from "../lib/money.ts";
import type { Goal, Money, Terms } from "../lib/wire.ts";

/** A goal as the wizard holds it: amounts are numbers of minor units, null where nothing is written yet. */
export interface GoalValues {
  title: string;
  description: string;
  target: number | null;
  deadline: string;
  milestones: { title: string; description: string; amount: number | null }[];
  terms: TermsValues;
}

export interface TermsValues {
  mode: Terms["mode"];
  takesMore: boolean;
  stretchAmount: number | null;
  surplus: Terms["surplus"];
  windowDays: string;
  quorum: string;
  threshold: string;
  weight: Terms["vote"]["weight"];
  silence: Terms["vote"]["silence"];
  feesBorneBy: Terms["feesBorneBy"];
  refundFeeBorneBy: Terms["refundFeeBorneBy"];
  choiceDays: string;
}

const DAY_MS = 86_400_000;

/** A draft as most want it; the same terms that the server takes where none are given. */
export function newGoal(now: number): GoalValues {
  return {
    title: "",
    description: "",
    target: null,
    deadline: localInput(new Date(now + 30 * DAY_MS)),
    milestones: [{ title: "", description: "", amount: null }],
    terms: {
      mode: "all_or_nothing",
      takesMore: false,
      stretchAmount: null,
      surplus: "pro_rata",
      windowDays: "3",
      quorum: "20",
      threshold: "50.01",
      weight: "head",
      silence: "abstain",
      feesBorneBy: "goal",
      refundFeeBorneBy: "platform",
      choiceDays: "14",
    },
  };
}

export function valuesOf(goal: Goal): GoalValues {
  const { terms } = goal;
  return {
    title: goal.title,
    description: goal.description,
    target: goal.targetAmount.amount,
    deadline: localInput(new Date(goal.deadline)),
    milestones: goal.milestones.map(({ title, description, amount }) => ({
      title,
      description,
      amount: amount.amount,
    })),
    terms: {
      mode: terms.mode,
      takesMore: terms.stretchAmount !== null,
      stretchAmount: terms.stretchAmount?.amount ?? null,
      surplus: terms.surplus,
      windowDays: String(terms.vote.windowHours / 24),
      quorum: String(terms.vote.quorumBps / 100),
      threshold: String(terms.vote.thresholdBps / 100),
      weight: terms.vote.weight,
      silence: terms.vote.silence,
      feesBorneBy: terms.feesBorneBy,
      refundFeeBorneBy: terms.refundFeeBorneBy,
      choiceDays: String(terms.choiceDays),
    },
  };
}

/** What is sent. Empty amounts are sent as nothing, so that the server names the field. */
export function goalBody(values: GoalValues, currency: string) {
  const { terms } = values;
  const money = (amount: number | null): Money => toMoney(BigInt(amount ?? 0), currency);
  return {
    title: values.title.trim(),
    description: values.description.trim(),
    targetAmount: money(values.target),
    deadline: new Date(values.deadline).toISOString(),
    milestones: values.milestones.map(({ title, description, amount }) => ({
      title: title.trim(),
      description: description.trim(),
      amount: money(amount),
    })),
    terms: {
      mode: terms.mode,
      stretchAmount: terms.takesMore && terms.stretchAmount !== null ? money(terms.stretchAmount) : null,
      surplus: terms.surplus,
      vote: {
        windowHours: Math.round(Number(terms.windowDays) * 24),
        quorumBps: Math.round(Number(terms.quorum) * 100),
        thresholdBps: Math.round(Number(terms.threshold) * 100),
        weight: terms.weight,
        silence: terms.silence,
      },
      feesBorneBy: terms.feesBorneBy,
      refundFeeBorneBy: terms.refundFeeBorneBy,
      choiceDays: Number(terms.choiceDays),
    },
  };
}

/** Milestones so far and what is missing to the target; bigint, so that no cent is made up. */
export function milestoneSum(values: Pick<GoalValues, "milestones" | "target">): { sum: bigint; missing: bigint } {
  const sum = values.milestones.reduce((total, { amount }) => total + BigInt(amount ?? 0), 0n);
  return { sum, missing: BigInt(values.target ?? 0) - sum };
}

/** What a field of type datetime-local shows: the browser's own time, to the minute. */
export function localInput(at: Date): string {
  const two = (value: number) => String(value).padStart(2, "0");
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`;
}
