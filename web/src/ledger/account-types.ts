/** Kinds of accounts in the order in which people look for them: those of bookkeeping, then the products' own. */
export const ACCOUNT_TYPES = [
  "ASSET",
  "LIABILITY",
  "EQUITY",
  "REVENUE",
  "EXPENSE",
  "USER",
  "GOAL",
  "ESCROW",
  "CLEARING",
  "SUSPENSE",
  "RECEIVABLE",
  "POSITION",
] as const;

export type AccountType = (typeof ACCOUNT_TYPES)[number];
