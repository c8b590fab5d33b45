/** What can go wrong, by kind of thing: the table of the README, digits first. A test keeps the two alike. */
export const CHARGE_BEHAVIOURS = {
  card_declined: 901,
  webhook_thrice: 902,
  webhook_late: 903,
  webhook_never: 904,
  underpaid: 905,
  other_currency: 906,
  dropped_after_accept: 907,
  error_not_stored: 908,
  error_but_stored: 909,
  slow_payment: 910,
  fee_passed_on: 911,
  disputed_lost: 912,
  webhook_first: 913,
  out_of_order: 914,
  no_answer: 915,
  webhook_forged: 916,
  disputed_won: 917,
  disputed_open: 918,
  not_permitted: 919,
  wrong_mode: 920,
  overpaid: 921,
} as const;

export const REFUND_BEHAVIOURS = {
  refund_fails: 941,
  dropped_after_accept: 942,
  insufficient_balance: 943,
  error_not_stored: 944,
  error_but_stored: 945,
  stays_pending: 946,
  webhook_never: 947,
  webhook_thrice: 948,
  webhook_late: 949,
} as const;

export const PAYOUT_BEHAVIOURS = {
  payout_fails: 951,
  payout_reversed: 952,
  dropped_after_accept: 953,
  error_not_stored: 954,
  error_but_stored: 955,
  stays_pending: 956,
  webhook_never: 957,
  webhook_thrice: 958,
  destination_refused: 959,
  webhook_late: 960,
} as const;

export type Behaviour =
  | "normal"
  | keyof typeof CHARGE_BEHAVIOURS
  | keyof typeof REFUND_BEHAVIOURS
  | keyof typeof PAYOUT_BEHAVIOURS;

export type Kind = "charge" | "refund" | "payout";
export const KINDS: readonly Kind[] = ["charge", "refund", "payout"];

const TABLES: Readonly<Record<Kind, Readonly<Record<string, number>>>> = {
  charge: CHARGE_BEHAVIOURS,
  refund: REFUND_BEHAVIOURS,
  payout: PAYOUT_BEHAVIOURS,
};

/** Names that mean something for this kind: `normal`, then in the order of their digits. */
export function behavioursOf(kind: Kind): readonly Behaviour[] {
  const table = TABLES[kind];
  const names = ALL.filter((name) => Object.hasOwn(table, name));
  return ["normal", ...names.sort((a, b) => (table[a] ?? 0) - (table[b] ?? 0))];
}

export function digitsFor(kind: Kind, behaviour: Behaviour): number | null {
  return TABLES[kind][behaviour] ?? null;
}

/** The first of the amounts whose last three digits mean something for this kind decides. */
export function provokedBy(kind: Kind, amounts: readonly number[]): Behaviour {
  for (const amount of amounts) {
    const found = behavioursOf(kind).find((name) => digitsFor(kind, name) === amount % 1000);
    if (found !== undefined) return found;
  }
  return "normal";
}

/** An account number such as 0000951 provokes too: a payout's amount is seldom the tester's to choose. */
export function digitsOfAccount(accountNumber: string): number {
  const match = /000(9\d\d)$/.exec(accountNumber);
  return match === null ? 0 : Number(match[1]);
}

export function toBehaviour(name: string): Behaviour {
  const found = name === "normal" ? "normal" : ALL.find((one) => one === name);
  if (found === undefined) throw new TypeError(`no behaviour ${name}`);
  return found;
}

const ALL: readonly Behaviour[] = [
  ...new Set([...namesOf(CHARGE_BEHAVIOURS), ...namesOf(REFUND_BEHAVIOURS), ...namesOf(PAYOUT_BEHAVIOURS)]),
];

function namesOf<T extends string>(table: Readonly<Record<T, number>>): T[] {
  const names: T[] = [];
  for (const name in table) names.push(name);
  return names;
}
