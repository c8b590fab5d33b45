import { NativeSelect } from "@mantine/core";
import { IconArrowsExchange } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useCommunityId } from "../lib/community.ts";
import { useReader } from "../lib/reader.ts";
import type { CashFlow } from "../lib/wire.ts";
import { Section } from "../ui/page.tsx";
import { EmptyState, ErrorState, Lines } from "../ui/states.tsx";
import { useFilters } from "../ui/table/use-filters.ts";
import { ACCOUNT_CODE } from "./account-values.ts";
import { BooksPage } from "./books-page.tsx";
import { CodeName, FlowBars, Others } from "./flow-bars.tsx";
import { useLedgerWords } from "./labels.ts";
import styles from "./ledger.module.css";
import { PeriodFilter, usePeriod } from "./period-filter.tsx";
import { allAccountsOf, cashFlowOf } from "./queries.ts";
import { TextFilter } from "./text-filter.tsx";

/** Levels of the codes that are told apart; the first alone where nothing else is asked. */
const DEPTHS = ["1", "2", "3", "10"] as const;

/** How much moved from where to where in a period. */
export function FlowPage() {
  const { t } = useTranslation("ledger");
  const communityId = useCommunityId();
  const { search, set } = useFilters();
  const depth = DEPTHS.find((one) => one === search["depth"]) ?? "1";
  const account = search["account"];
  const narrowed = account !== undefined && ACCOUNT_CODE.test(account) ? { account } : {};
  const flow = useQuery(cashFlowOf(communityId, { ...usePeriod(), depth: Number(depth), ...narrowed }));
  return (
    <BooksPage communityId={communityId} title={t("flow.title")} lead={t("flow.lead")}>
      <div className={styles.filters}>
        <PeriodFilter />
        <AccountFilter communityId={communityId} />
        <NativeSelect
          label={t("flow.depth")}
          value={depth}
          onChange={(event) => set({ depth: event.currentTarget.value })}
          data={DEPTHS.map((value) => ({ value, label: t(`flow.depths.${value}`) }))}
        />
      </div>
      {flow.isPending ? <Lines count={6} /> : null}
      {flow.isError && !flow.data ? <ErrorState error={flow.error} onRetry={() => void flow.refetch()} /> : null}
      {flow.data?.currencies.length === 0 ? (
        <EmptyState icon={IconArrowsExchange} title={t("flow.none")} text={t("flow.noneText")} />
      ) : null}
      {flow.data?.currencies.map((one) => (
        <Flows key={one.currency} flow={one} />
      ))}
    </BooksPage>
  );
}

/** One account, or all below one part of the chart; nothing is narrowed by what is no code. */
function AccountFilter({ communityId }: { communityId: string }) {
  const { t } = useTranslation("ledger");
  const words = useLedgerWords();
  const { search, set } = useFilters();
  const { data: accounts = [] } = useQuery(allAccountsOf(communityId));
  const told = new Map(accounts.map(({ code, name }) => [code, words.account(code, name) ?? code]));
  const account = search["account"];
  return (
    <TextFilter
      label={t("flow.of")}
      type="search"
      dir="ltr"
      value={account}
      onChange={(code) => set({ account: code })}
      suggestions={[...told].map(([value, label]) => ({ value, label }))}
      error={account === undefined || ACCOUNT_CODE.test(account) ? null : t("open.codeFault")}
    />
  );
}

function Flows({ flow: { currency, links, others } }: { flow: CashFlow["currencies"][number] }) {
  const { t } = useTranslation("ledger");
  const { isMirrored } = useReader();
  const arrow = isMirrored ? " ← " : " → ";
  return (
    <Section title={currency} card>
      <div className="stack">
        <FlowBars
          title={t("flow.titleOf", { currency })}
          currency={currency}
          colour="--flow-blue"
          flows={links.map(({ from, to, amount }) => ({
            id: `${from} ${to}`,
            amount,
            name: (
              <>
                <CodeName code={from} />
                <span aria-hidden>{arrow}</span>
                <span className="sr">{t("flow.to")}</span>
                <CodeName code={to} />
              </>
            ),
          }))}
        />
        <Others others={others} currency={currency} />
      </div>
    </Section>
  );
}
