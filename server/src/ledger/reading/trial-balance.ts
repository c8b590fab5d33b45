import type { CommunityContext } from "../../platform/context.ts";
import { type Figure, figuresAt, type Moment } from "./figures.ts";

export interface TrialLine extends Figure {
  debit: bigint;
  credit: bigint;
}

export interface Trial {
  lines: TrialLine[];
  totals: ReadonlyMap<string, { debit: bigint; credit: bigint }>;
}

/** Every account with its balance on the side where it stands. Debits that are not the credits are a fault of ours, and are not shown. */
export async function trialBalance(ctx: CommunityContext, moment: Moment): Promise<Trial> {
  const lines = (await figuresAt(ctx, null, moment)).map(onItsSide);
  const totals = new Map<string, { debit: bigint; credit: bigint }>();
  for (const { currency, debit, credit } of lines) {
    const sum = totals.get(currency) ?? { debit: 0n, credit: 0n };
    totals.set(currency, { debit: sum.debit + debit, credit: sum.credit + credit });
  }
  for (const [currency, { debit, credit }] of totals) {
    if (debit !== credit)
      throw new Error(`the books are off by ${debit - credit} ${currency} at ${JSON.stringify(moment)}`);
  }
  return { lines, totals };
}

function onItsSide(figure: Figure): TrialLine {
  const onDebit = figure.normal_side === "debit" ? figure.balance : -figure.balance;
  return { ...figure, debit: onDebit > 0n ? onDebit : 0n, credit: onDebit < 0n ? -onDebit : 0n };
}
