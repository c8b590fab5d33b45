import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { LedgerTransaction } from "../lib/wire.ts";
import { type Fact, Facts, Section } from "../ui/page.tsx";
import { StatusBadge } from "../ui/status-badge.tsx";
import { AccountName } from "./account-name.tsx";
import { useLedgerWords } from "./labels.ts";
import { holdOptions, latestSealOf, peopleOf } from "./queries.ts";
import { sealStatus } from "./seal-status.ts";
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
    [t("cause.actor"), actorId === null ? t("cause.system") : (people.data?.get(actorId) ?? t("cause.formerMember"))],
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
export function SealLine({ communityId, transaction }: TransactionHere) {
  const { t } = useTranslation("ledger");
  const latest = useQuery(latestSealOf(communityId));
  const now = useNow();
  if (latest.data === undefined) return null;
  const status = sealStatus(transaction.recordedAt, latest.data, now);
  return (
    <div className="row">
      {status.kind === "sealed" ? <StatusBadge tone="good">{t("seals.sealed")}</StatusBadge> : null}
      {status.kind === "soon" ? <StatusBadge tone="busy">{t("seals.soon")}</StatusBadge> : null}
      {status.kind === "late" ? <StatusBadge tone="warn">{t("seals.late")}</StatusBadge> : null}
      <span className="soft small">
        {status.kind === "sealed" ? t("seals.covered", { n: status.n }) : null}
        {status.kind === "soon" ? t("seals.soonText") : null}
        {status.kind === "late" ? t("seals.lateText") : null}
      </span>
      <Link to="/c/$communityId/books/seals" params={{ communityId }}>
        {t("seals.title")}
      </Link>
    </div>
  );
}

const LOOK_MS = 5_000;

/** Moves on by itself: what is being sealed now is sealed while one reads. */
function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), LOOK_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}
