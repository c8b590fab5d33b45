import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { formatNumber } from "../lib/format.ts";
import { useReader } from "../lib/reader.ts";
import type { LedgerTransaction, LedgerTransactionWithSeal } from "../lib/wire.ts";
import { DateText } from "../ui/dates.tsx";
import { type Fact, Facts, Section } from "../ui/page.tsx";
import { StatusBadge } from "../ui/status-badge.tsx";
import { AccountName } from "./account-name.tsx";
import { useLedgerWords } from "./labels.ts";
import { holdOptions, peopleOf } from "./queries.ts";
import { sealIsLate } from "./seal-is-late.ts";
import { placeOfSource } from "./source-place.ts";

interface TransactionHere {
  communityId: string;
  transaction: LedgerTransaction;
}

/** Who or what caused a transaction, and what it carries. */
export function TransactionCause({ communityId, transaction }: TransactionHere) {
  const { t } = useTranslation("ledger");
  const words = useLedgerWords();
  const { actorId, sourceKind, sourceId, metadata } = transaction;
  const people = useQuery({ ...peopleOf(communityId), enabled: actorId !== null });
  const place = placeOfSource(communityId, transaction);
  const source = sourceKind === null ? null : words.source(sourceKind);
  const facts: Fact[] = [
    [
      t("cause.actor"),
      actorId === null ? t("cause.system") : people.data ? (people.data.get(actorId) ?? t("cause.formerMember")) : "…",
    ],
    [
      t("cause.source"),
      source === null ? (
        t("cause.byHand")
      ) : place ? (
        <Link key="source" {...place}>
          {source}
        </Link>
      ) : (
        source
      ),
    ],
    [
      t("cause.hold"),
      sourceKind === "hold" && sourceId ? <HeldOn key="hold" communityId={communityId} holdId={sourceId} /> : null,
    ],
    [
      t("cause.together"),
      sourceId === null ? null : (
        <Link key="together" to="/c/$communityId/books/transactions" params={{ communityId }} search={{ sourceId }}>
          {t("cause.all")}
        </Link>
      ),
    ],
    ...Object.entries(metadata).map(
      ([name, value]): Fact => [name, value === null || value === "" ? null : <Carried key={name} value={value} />],
    ),
  ];
  return (
    <Section title={t("cause.title")} card>
      <Facts facts={facts} />
    </Section>
  );
}

/** A value as it was given; what is not a plain one as JSON. */
function Carried({ value }: { value: unknown }) {
  if (typeof value === "object" && value !== null) return <code dir="ltr">{JSON.stringify(value)}</code>;
  return <bdi>{String(value)}</bdi>;
}

function HeldOn({ communityId, holdId }: { communityId: string; holdId: string }) {
  const hold = useQuery(holdOptions(communityId, holdId));
  if (!hold.data) return null;
  return (
    <Link to="/c/$communityId/books/accounts/$accountId" params={{ communityId, accountId: hold.data.accountId }}>
      <AccountName code={hold.data.accountCode} name={hold.data.accountName} />
    </Link>
  );
}

/** Whether the past that this is part of can still be changed unseen. */
export function SealLine({
  communityId,
  transaction,
}: {
  communityId: string;
  transaction: LedgerTransactionWithSeal;
}) {
  const { t } = useTranslation("ledger");
  const { language } = useReader();
  const now = useNow();
  const { seal, recordedAt } = transaction;
  const isLate = sealIsLate(recordedAt, now);
  return (
    <div className="row">
      {seal ? (
        <StatusBadge tone="good">{t("seals.sealed")}</StatusBadge>
      ) : (
        <StatusBadge tone={isLate ? "warn" : "busy"}>{isLate ? t("seals.late") : t("seals.soon")}</StatusBadge>
      )}
      <span className="soft small">
        {seal ? (
          <>
            {t("seals.covered", { n: formatNumber(seal.n, language) })} <DateText at={seal.sealedAt} style="short" />
          </>
        ) : isLate ? (
          t("seals.lateText")
        ) : (
          t("seals.soonText")
        )}
      </span>
      <Link to="/c/$communityId/books/seals" params={{ communityId }}>
        {t("seals.title")}
      </Link>
    </div>
  );
}

const LOOK_MS = 5_000;

/** Moves on by itself: what should have been sealed may be late while one reads. */
function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), LOOK_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}
