import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Sheet } from "../ui/sheet.tsx";
import { ErrorState, Lines } from "../ui/states.tsx";
import { transactionOptions } from "./queries.ts";
import { TransactionCard } from "./transaction-card.tsx";

/** A transaction beside the list that led to it. */
export function TransactionSheet({
  communityId,
  transactionId,
  onClose,
}: {
  communityId: string;
  transactionId: string | null;
  onClose: () => void;
}) {
  const { t } = useTranslation("ledger");
  const transaction = useQuery({
    ...transactionOptions(communityId, transactionId ?? ""),
    enabled: transactionId !== null,
  });
  return (
    <Sheet opened={transactionId !== null} onClose={onClose} title={t("transaction.title")}>
      {transaction.isPending ? <Lines /> : null}
      {transaction.isError ? <ErrorState error={transaction.error} onRetry={() => void transaction.refetch()} /> : null}
      {transaction.data ? <TransactionCard communityId={communityId} transaction={transaction.data} /> : null}
      {transactionId ? (
        <Link to="/c/$communityId/books/transactions/$transactionId" params={{ communityId, transactionId }}>
          {t("transaction.own")}
        </Link>
      ) : null}
    </Sheet>
  );
}
