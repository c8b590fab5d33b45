import type { AccountRow, EntryRow, TransactionRow } from "./queries.ts";
import type { Reversals } from "./reversals/queries.ts";
import type { LedgerAccountOut, LedgerEntryOut, LedgerTransactionOut } from "./schemas.ts";

export function accountOut(row: AccountRow): LedgerAccountOut {
  return {
    id: row.id,
    code: row.code,
    accountType: row.type,
    entityKind: row.entity_kind,
    entityId: row.entity_id,
    byProduct: row.by_product,
    name: row.name,
    currency: row.currency,
    normalSide: row.normal_side === "debit" ? "DEBIT" : "CREDIT",
    posted: Number(row.posted),
    held: Number(row.held),
    available: Number(row.posted - row.held),
    floor: numberOrNull(row.floor),
    refusesDebit: row.refuses_debit,
    refusesCredit: row.refuses_credit,
    timeZone: row.time_zone,
    dayLimit: numberOrNull(row.day_limit),
    monthLimit: numberOrNull(row.month_limit),
    usedToday: Number(row.day_used),
    usedThisMonth: Number(row.month_used),
    metadata: row.metadata,
    version: row.version,
    createdAt: row.created_at.toISOString(),
    closedAt: row.closed_at?.toISOString() ?? null,
  };
}

function numberOrNull(amount: bigint | null): number | null {
  return amount === null ? null : Number(amount);
}

export function entryOut(
  row: EntryRow,
  transaction: Pick<TransactionRow, "description" | "metadata" | "effective_date">,
): LedgerEntryOut {
  return {
    id: `${row.account_id}-${row.seq}`,
    accountId: row.account_id,
    accountCode: row.code,
    accountName: row.name,
    transactionId: row.transaction_id,
    entryType: row.is_debit ? "DEBIT" : "CREDIT",
    amount: Number(row.amount),
    currency: row.currency,
    label: row.label,
    description: transaction.description,
    metadata: transaction.metadata,
    balanceAfter: Number(row.balance_after),
    effectiveDate: transaction.effective_date,
    createdAt: row.recorded_at.toISOString(),
  };
}

export function transactionOut(
  row: TransactionRow,
  entries: readonly EntryRow[],
  reversals: Reversals,
): LedgerTransactionOut {
  return {
    id: row.id,
    kind: row.kind,
    reference: row.reference,
    sourceKind: row.source_kind,
    sourceId: row.source_id,
    effectiveDate: row.effective_date,
    recordedAt: row.recorded_at.toISOString(),
    actorId: row.actor_id,
    description: row.description,
    metadata: row.metadata,
    reverses: row.reverses,
    reversedBy: reversals.by.get(row.id) ?? [],
    reversedAmounts: (reversals.amounts.get(row.id) ?? []).map(({ entryId, amount }) => ({
      entryId,
      amount: Number(amount),
    })),
    entries: entries.filter((entry) => entry.transaction_id === row.id).map((entry) => entryOut(entry, row)),
  };
}
