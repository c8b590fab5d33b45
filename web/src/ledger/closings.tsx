import { Button } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "../lib/community.ts";
import { formatDate } from "../lib/format.ts";
import { useReader } from "../lib/reader.ts";
import type { LedgerClosing } from "../lib/wire.ts";
import { Section } from "../ui/page.tsx";
import { Sheet } from "../ui/sheet.tsx";
import { ErrorState, Lines } from "../ui/states.tsx";
import { StatusBadge } from "../ui/status-badge.tsx";
import { More } from "../ui/table/more.tsx";
import { AccountName } from "./account-name.tsx";
import { ClosePeriod } from "./close-period.tsx";
import { DownloadProof } from "./download-proof.tsx";
import { HashText } from "./hash-text.tsx";
import styles from "./ledger.module.css";
import { allAccountsOf, closingsOf, peopleOf } from "./queries.ts";
import sealStyles from "./seals.module.css";
import { TextFilter } from "./text-filter.tsx";

/** The closed periods with the roots that prove them. */
export function Closings({ communityId }: { communityId: string }) {
  const { t } = useTranslation("ledger");
  const may = useMay(communityId);
  const list = useInfiniteQuery(closingsOf(communityId));
  const [proving, setProving] = useState<LedgerClosing | null>(null);
  const closings = list.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Section
      title={t("closings.title")}
      lead={t("closings.lead")}
      actions={
        may("ledger.close") ? (
          <ClosePeriod key={closings[0]?.through} communityId={communityId} last={closings[0]?.through ?? null} />
        ) : null
      }
      card
    >
      {list.isPending ? <Lines count={2} /> : null}
      {list.isError && !list.data ? <ErrorState error={list.error} onRetry={() => void list.refetch()} /> : null}
      {list.data && closings.length === 0 ? <p className="soft">{t("closings.none")}</p> : null}
      <ul className={sealStyles.list}>
        {closings.map((closing) => (
          <li key={closing.through}>
            <Closed communityId={communityId} closing={closing} onProve={() => setProving(closing)} />
          </li>
        ))}
      </ul>
      <More list={list} />
      <Sheet opened={proving !== null} onClose={() => setProving(null)} title={t("proof.title")}>
        {proving ? <ProofChoice communityId={communityId} through={proving.through} /> : null}
      </Sheet>
    </Section>
  );
}

function Closed({
  communityId,
  closing,
  onProve,
}: {
  communityId: string;
  closing: LedgerClosing;
  onProve: () => void;
}) {
  const { t } = useTranslation("ledger");
  const { language } = useReader();
  const people = useQuery({ ...peopleOf(communityId), enabled: closing.closedBy !== null });
  const by = closing.closedBy === null ? null : people.data?.get(closing.closedBy);
  const closedAt = formatDate(closing.closedAt, language, "short");
  return (
    <>
      <span className="spread">
        <strong>{t("closings.through", { day: formatDate(closing.through, language) })}</strong>
        {closing.provenAt ? (
          <StatusBadge tone="good">{t("closings.proven")}</StatusBadge>
        ) : (
          <StatusBadge tone="busy">{t("closings.proving")}</StatusBadge>
        )}
      </span>
      <span className="soft small">
        {by ? t("closings.by", { name: by, at: closedAt }) : t("closings.at", { at: closedAt })}
        {closing.transactions === null ? null : (
          <>
            {" · "}
            {t("closings.transactions", { count: closing.transactions })}
            {" · "}
            {t("accounts.count", { count: closing.accounts ?? 0 })}
          </>
        )}
      </span>
      {closing.balancesRoot ? <Root name={t("closings.balancesRoot")} hash={closing.balancesRoot} /> : null}
      {closing.transactionsRoot ? <Root name={t("closings.transactionsRoot")} hash={closing.transactionsRoot} /> : null}
      {closing.provenAt ? (
        <span>
          <Button variant="subtle" size="compact-md" onClick={onProve}>
            {t("proof.open")}
          </Button>
        </span>
      ) : null}
    </>
  );
}

function Root({ name, hash }: { name: string; hash: string }) {
  return (
    <span>
      <span className="soft small">{name}</span>
      <HashText hash={hash} name={name} />
    </span>
  );
}

const MOST_SHOWN = 30;

/** Whose balance shall be proven; each proof shows that one and no other. */
function ProofChoice({ communityId, through }: { communityId: string; through: string }) {
  const { t } = useTranslation("ledger");
  const [wanted, setWanted] = useState("");
  const accounts = useQuery(allAccountsOf(communityId));
  if (accounts.isPending) return <Lines />;
  if (!accounts.data) return <ErrorState error={accounts.error} onRetry={() => void accounts.refetch()} />;
  const text = wanted.toLocaleLowerCase();
  const found = accounts.data.filter(
    ({ code, name }) => code.includes(text) || (name ?? "").toLocaleLowerCase().includes(text),
  );
  return (
    <div className="stack">
      <p className="soft">{t("proof.lead")}</p>
      <TextFilter
        label={t("accounts.find")}
        type="search"
        value={wanted}
        onChange={(value) => setWanted(value ?? "")}
      />
      {found.length === 0 ? <p>{t("accounts.notFound")}</p> : null}
      <ul className={styles.entries}>
        {found.slice(0, MOST_SHOWN).map(({ id, code, name, currency }) => (
          <li key={id} className={styles.entry}>
            <span className="stack-tight">
              <AccountName code={code} name={name} />
              <span className="soft small">{currency}</span>
            </span>
            <DownloadProof communityId={communityId} through={through} accountId={id} code={code} />
          </li>
        ))}
      </ul>
    </div>
  );
}
