import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useCommunityId, useMay } from "../lib/community.ts";
import { Page } from "../ui/page.tsx";
import { ErrorState, Lines } from "../ui/states.tsx";
import { transactionOptions } from "./queries.ts";
import { Reverse } from "./reverse.tsx";
import { TransactionCard } from "./transaction-card.tsx";
import { SealLine, TransactionCause } from "./transaction-cause.tsx";

/** A transaction: its entries, what caused it, what it caused, and whether it is sealed. */
export function TransactionPage() {
  const { t } = useTranslation("ledger");
  const communityId = useCommunityId();
  const may = useMay(communityId);
  const { transactionId = "" } = useParams({ strict: false });
  const transaction = useQuery(transactionOptions(communityId, transactionId));
  if (transaction.isError && !transaction.data)
    return <ErrorState error={transaction.error} onRetry={() => void transaction.refetch()} />;
  return (
    <Page
      title={t("transaction.title")}
      trail={
        <Link to="/c/$communityId/books/transactions" params={{ communityId }}>
          {t("transactions.title")}
        </Link>
      }
      actions={
        transaction.data && may("ledger.post") ? (
          <Reverse key={transactionId} communityId={communityId} transaction={transaction.data} />
        ) : null
      }
      narrow
    >
      {transaction.data ? (
        <>
          <SealLine communityId={communityId} transaction={transaction.data} />
          <div className="card">
            <TransactionCard communityId={communityId} transaction={transaction.data} />
          </div>
          <TransactionCause communityId={communityId} transaction={transaction.data} />
        </>
      ) : (
        <Lines />
      )}
    </Page>
  );
}
