import type { EntryFilter, GoalMoney } from "../lib/wire.ts";

/** Places of the picture that the table of figures calls by another name. */
const FIGURES: Readonly<Record<string, string>> = {
  givers: "given",
  other_goals: "moved_in",
  platform_cover: "provider_fees_covered",
  moved_to_goals: "moved_out",
};

const COLOURS: Readonly<Record<string, string>> = {
  givers: "--flow-blue",
  other_goals: "--flow-sky",
  platform_cover: "--flow-grey",
  escrow: "--flow-blue",
  owed: "--flow-red",
  provider_fees: "--flow-grey",
  platform_fees: "--flow-grey",
  refunded: "--flow-pink",
  moved_to_goals: "--flow-sky",
  disputed: "--flow-red",
  in_escrow: "--flow-blue",
  released: "--flow-orange",
  awaiting_payout: "--flow-orange",
  paid_out: "--flow-orange",
  not_yet_proven: "--flow-orange",
  proven: "--flow-green",
};

export function colourOf(place: string): string {
  return COLOURS[place] ?? "--flow-grey";
}

/** What came into escrow is three figures of the table together. */
const INTO_ESCROW = ["given", "moved_in", "provider_fees_covered"];

/** The entries behind a place of the picture; none where states tell it and not the books. */
export function entriesBehind(money: GoalMoney, place: string): readonly EntryFilter[] {
  const names = place === "escrow" ? INTO_ESCROW : [FIGURES[place] ?? place];
  return money.figures.filter(({ name }) => names.includes(name)).flatMap(({ entries }) => entries);
}
