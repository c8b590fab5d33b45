import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { CashFlow, LedgerAccount } from "../lib/wire.ts";
import { Section } from "../ui/page.tsx";
import { ErrorState, Lines } from "../ui/states.tsx";
import { CodeName, FlowBars, Others } from "./flow-bars.tsx";
import styles from "./ledger.module.css";
import { PeriodFilter, usePeriod } from "./period-filter.tsx";
import { allAccountsOf, cashFlowOf } from "./queries.ts";

/** As many as one asks for at once. */
const MOST_FLOWS = 200;

/** Where an account's money came from and went to in a period. */
export function AccountFlow({ communityId, account }: { communityId: string; account: LedgerAccount }) {
  const { t } = useTranslation("ledger");
  const flow = useQuery(cashFlowOf(communityId, { ...usePeriod(), account: account.code, top: MOST_FLOWS }));
  const ofCurrency = flow.data?.currencies.find(({ currency }) => currency === account.currency);
  return (
    <Section title={t("flow.account")} card>
      <div className="stack">
        <div className={`${styles.filters} no-print`}>
          <PeriodFilter />
        </div>
        {flow.isPending ? <Lines count={3} /> : null}
        {flow.isError && !flow.data ? <ErrorState error={flow.error} onRetry={() => void flow.refetch()} /> : null}
        {flow.data ? <Both communityId={communityId} account={account} flow={ofCurrency} /> : null}
      </div>
    </Section>
  );
}

interface BothProps {
  communityId: string;
  account: LedgerAccount;
  flow: CashFlow["currencies"][number] | undefined;
}

/** What made the balance grow came, what made it less went, whichever side that is. */
function Both({ communityId, account: { code, currency, normalSide }, flow }: BothProps) {
  const { t } = useTranslation("ledger");
  const links = flow?.links ?? [];
  const debited = links.filter(({ to }) => to === code).map(({ from, amount }) => ({ code: from, amount }));
  const credited = links.filter(({ from }) => from === code).map(({ to, amount }) => ({ code: to, amount }));
  const [came, went] = normalSide === "DEBIT" ? [debited, credited] : [credited, debited];
  return (
    <>
      <div className={styles.twoSides}>
        <Side communityId={communityId} title={t("flow.came")} flows={came} currency={currency} colour="--flow-green" />
        <Side
          communityId={communityId}
          title={t("flow.went")}
          flows={went}
          currency={currency}
          colour="--flow-orange"
        />
      </div>
      {flow ? <Others others={flow.others} currency={currency} /> : null}
    </>
  );
}

interface SideProps {
  communityId: string;
  title: string;
  flows: readonly { code: string; amount: number }[];
  currency: string;
  colour: string;
}

function Side({ communityId, title, flows, currency, colour }: SideProps) {
  const { t } = useTranslation("ledger");
  const { data: accounts = [] } = useQuery(allAccountsOf(communityId));
  return (
    <section className="stack-tight">
      <h3>{title}</h3>
      {flows.length === 0 ? <p className="soft">{t("flow.nothing")}</p> : null}
      <FlowBars
        title={title}
        currency={currency}
        colour={colour}
        flows={flows.map(({ code, amount }) => ({
          id: code,
          amount,
          name: (
            <OtherAccount
              communityId={communityId}
              code={code}
              account={accounts.find((account) => account.code === code && account.currency === currency)}
            />
          ),
        }))}
      />
    </section>
  );
}

interface OtherAccountProps {
  communityId: string;
  code: string;
  account: LedgerAccount | undefined;
}

function OtherAccount({ communityId, code, account }: OtherAccountProps) {
  const name = <CodeName code={code} name={account?.name} />;
  if (!account) return name;
  return (
    <Link to="/c/$communityId/books/accounts/$accountId" params={{ communityId, accountId: account.id }}>
      {name}
    </Link>
  );
}
