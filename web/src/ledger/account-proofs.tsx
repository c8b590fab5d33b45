import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { formatDate } from "../lib/format.ts";
import { useReader } from "../lib/reader.ts";
import type { LedgerAccount } from "../lib/wire.ts";
import { Section } from "../ui/page.tsx";
import { DownloadProof } from "./download-proof.tsx";
import styles from "./ledger.module.css";
import { closingsOf } from "./queries.ts";

const MOST = 3;

/** The balance at the end of the last closed periods, provable to anybody. Nothing where none is closed. */
export function AccountProofs({ communityId, account }: { communityId: string; account: LedgerAccount }) {
  const { t } = useTranslation("ledger");
  const { language } = useReader();
  const list = useInfiniteQuery(closingsOf(communityId));
  const closings = list.data?.pages[0]?.items ?? [];
  const proven = closings.filter(({ provenAt }) => provenAt !== null).slice(0, MOST);
  if (proven.length === 0) return null;
  return (
    <Section title={t("proof.title")} lead={t("proof.lead")} card>
      <ul className={styles.entries}>
        {proven.map(({ through }) => (
          <li key={through} className={styles.entry}>
            <span>{t("proof.at", { day: formatDate(through, language) })}</span>
            <DownloadProof communityId={communityId} through={through} accountId={account.id} code={account.code} />
          </li>
        ))}
      </ul>
    </Section>
  );
}
