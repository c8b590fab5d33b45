import { Button } from "@mantine/core";
import { IconDownload, IconPrinter, IconScale } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useCommunityId } from "../lib/community.ts";
import { formatDate } from "../lib/format.ts";
import { exponentOf, toDecimal } from "../lib/money.ts";
import { useReader } from "../lib/reader.ts";
import type { TrialBalance } from "../lib/wire.ts";
import { Notice } from "../ui/notice.tsx";
import { EmptyState, ErrorState, Lines } from "../ui/states.tsx";
import { download, toCsv } from "../ui/table/csv.ts";
import { useFilters } from "../ui/table/use-filters.ts";
import { BooksPage } from "./books-page.tsx";
import { instantOf, isDay, localOf } from "./days.ts";
import { useLedgerWords } from "./labels.ts";
import styles from "./ledger.module.css";
import { trialBalanceOf } from "./queries.ts";
import { TextFilter } from "./text-filter.tsx";
import { TrialSides } from "./trial-sides.tsx";

/** Every account on its side, now or at any date; both sides come to the same. */
export function TrialBalancePage() {
  const { t } = useTranslation("ledger");
  const communityId = useCommunityId();
  const { search } = useFilters();
  const effectiveOn = isDay(search["effectiveOn"]) ? search["effectiveOn"] : undefined;
  const knownAt = instantOf(search["knownAt"] ?? "");
  const trial = useQuery(trialBalanceOf(communityId, { effectiveOn, knownAt }));
  return (
    <BooksPage
      communityId={communityId}
      title={t("trial.title")}
      actions={trial.data && trial.data.totals.length > 0 ? <Paper trial={trial.data} /> : null}
    >
      <When knownAt={knownAt} />
      {trial.data ? <Meaning trial={trial.data} /> : null}
      {trial.isPending ? <Lines count={8} /> : null}
      {trial.isError && !trial.data ? <ErrorState error={trial.error} onRetry={() => void trial.refetch()} /> : null}
      {trial.data?.totals.length === 0 ? (
        <EmptyState icon={IconScale} title={t("accounts.none")} text={t("accounts.noneText")} />
      ) : null}
      {trial.data?.totals.map((total) => (
        <TrialSides key={total.currency} communityId={communityId} trial={trial.data} total={total} />
      ))}
    </BooksPage>
  );
}

function When({ knownAt }: { knownAt: string | undefined }) {
  const { t } = useTranslation("ledger");
  const { search, set } = useFilters();
  return (
    <div className={`${styles.filters} no-print`}>
      <TextFilter
        label={t("trial.effectiveOn")}
        type="date"
        value={search["effectiveOn"]}
        onChange={(effectiveOn) => set({ effectiveOn })}
      />
      <TextFilter
        label={t("trial.knownAt")}
        type="datetime-local"
        value={localOf(knownAt)}
        onChange={(local) => set({ knownAt: instantOf(local ?? "") })}
      />
      {search["effectiveOn"] || knownAt ? (
        <Button variant="subtle" onClick={() => set({ effectiveOn: undefined, knownAt: undefined })}>
          {t("trial.now")}
        </Button>
      ) : null}
    </div>
  );
}

/** Which truth this is, in a sentence: what counts up to a day, and what the books said at an instant, are two things. */
function Meaning({ trial: { at, effectiveOn, knownAt } }: { trial: TrialBalance }) {
  const { t } = useTranslation("ledger");
  const { language } = useReader();
  const day = effectiveOn === null ? "" : formatDate(effectiveOn, language);
  const instant = formatDate(knownAt ?? at, language, "instant");
  const means =
    effectiveOn !== null && knownAt !== null
      ? t("trial.means.both", { day, instant })
      : effectiveOn !== null
        ? t("trial.means.effective", { day })
        : knownAt !== null
          ? t("trial.means.known", { instant })
          : t("trial.means.now", { instant });
  return <Notice tone="plain">{means}</Notice>;
}

/** The same on paper and in a sheet. */
function Paper({ trial }: { trial: TrialBalance }) {
  const { t } = useTranslation("ledger");
  const save = useExport(trial);
  return (
    <span className="row-tight no-print">
      <Button variant="default" leftSection={<IconDownload aria-hidden size="1.1em" />} onClick={save}>
        {t("ui:table.export")}
      </Button>
      <Button variant="default" leftSection={<IconPrinter aria-hidden size="1.1em" />} onClick={() => window.print()}>
        {t("trial.print")}
      </Button>
    </span>
  );
}

function useExport({ items, effectiveOn, knownAt, at }: TrialBalance): () => void {
  const { t } = useTranslation("ledger");
  const words = useLedgerWords();
  const plain = (amount: number, currency: string) => toDecimal(BigInt(amount), exponentOf(currency));
  const columns = [
    { head: t("trial.account"), value: ({ code, name }: TrialLine) => words.account(code, name) },
    { head: t("ui:table.code", { head: t("trial.account") }), value: ({ code }: TrialLine) => code },
    { head: t("field.currency"), value: ({ currency }: TrialLine) => currency },
    { head: t("side.DEBIT"), value: ({ debit, currency }: TrialLine) => plain(debit, currency) },
    { head: t("side.CREDIT"), value: ({ credit, currency }: TrialLine) => plain(credit, currency) },
  ];
  const when = effectiveOn ?? (knownAt ?? at).slice(0, 10);
  return () => download(`trial-balance-${when}.csv`, toCsv(columns, items), "text/csv;charset=utf-8");
}

type TrialLine = TrialBalance["items"][number];
