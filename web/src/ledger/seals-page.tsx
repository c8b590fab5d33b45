import { IconLock } from "@tabler/icons-react";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useCommunityId } from "../lib/community.ts";
import { formatNumber } from "../lib/format.ts";
import { useReader } from "../lib/reader.ts";
import { Ago, DateText } from "../ui/dates.tsx";
import { Section } from "../ui/page.tsx";
import { EmptyState, ErrorState, Lines } from "../ui/states.tsx";
import { More } from "../ui/table/more.tsx";
import { BooksPage } from "./books-page.tsx";
import { Closings } from "./closings.tsx";
import { HashText } from "./hash-text.tsx";
import { latestSealOf, sealsOf } from "./queries.ts";
import styles from "./seals.module.css";

/** How the past is fixed: the chain of seals, and the periods that are closed. */
export function SealsPage() {
  const { t } = useTranslation("ledger");
  const communityId = useCommunityId();
  return (
    <BooksPage communityId={communityId} title={t("seals.title")} lead={t("seals.lead")}>
      <Latest communityId={communityId} />
      <Closings communityId={communityId} />
      <Chain communityId={communityId} />
    </BooksPage>
  );
}

function Latest({ communityId }: { communityId: string }) {
  const { t } = useTranslation("ledger");
  const { language } = useReader();
  const latest = useQuery(latestSealOf(communityId));
  if (latest.isPending) return <Lines count={3} />;
  if (latest.data === undefined) return <ErrorState error={latest.error} onRetry={() => void latest.refetch()} />;
  if (latest.data === null) return <EmptyState icon={IconLock} title={t("seals.none")} text={t("seals.noneText")} />;
  const { n, hash, sealedAt } = latest.data;
  return (
    <Section title={t("seals.latest")} lead={t("seals.keep")} card>
      <div className={styles.latest}>
        <span className="row">
          <span className={styles.number}>{t("seals.number", { n: formatNumber(n, language) })}</span>
          <span className="soft">
            <Ago at={sealedAt} />
          </span>
        </span>
        <HashText hash={hash} name={t("seals.number", { n: formatNumber(n, language) })} />
      </div>
    </Section>
  );
}

function Chain({ communityId }: { communityId: string }) {
  const { t } = useTranslation("ledger");
  const { language } = useReader();
  const list = useInfiniteQuery(sealsOf(communityId));
  const seals = list.data?.pages.flatMap(({ items }) => items) ?? [];
  if (seals.length === 0) return null;
  return (
    <Section title={t("seals.all")} lead={t("seals.chain")} card>
      <ul className={styles.list}>
        {seals.map(({ n, hash, sealedAt, batches }) => (
          <li key={n}>
            <span className="spread">
              <strong>{t("seals.number", { n: formatNumber(n, language) })}</strong>
              <span className="soft small">
                <DateText at={sealedAt} style="short" />
                {" · "}
                {n === 0 ? t("seals.origin") : t("seals.batches", { count: batches })}
              </span>
            </span>
            <HashText hash={hash} name={t("seals.number", { n: formatNumber(n, language) })} />
          </li>
        ))}
      </ul>
      <More list={list} />
    </Section>
  );
}
