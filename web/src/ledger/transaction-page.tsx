import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useCommunityId } from "../lib/community.ts";
import { Page } from "../ui/page.tsx";
import { ErrorState, Lines } from "../ui/states.tsx";
import { transactionOptions } from "./queries.ts";
import { TransactionCard } from "./transaction-card.tsx";

export function TransactionPage() {
  const { t } = useTranslation("ledger");
  const communityId = useCommunityId();
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
      narrow
    >
      {transaction.data ? (
        <div className="card">
          <TransactionCard communityId={communityId} transaction={transaction.data} />
        </div>
      ) : (
        <Lines />
      )}
    </Page>
  );
}
