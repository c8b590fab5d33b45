import { Button } from "@mantine/core";
import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "../lib/community.ts";
import { call } from "../lib/http.ts";
import { communityKey } from "../lib/query.ts";
import type { LedgerHold } from "../lib/wire.ts";
import { DateText } from "../ui/dates.tsx";
import { Money } from "../ui/money.tsx";
import { Section } from "../ui/page.tsx";
import { ErrorState } from "../ui/states.tsx";
import { StatusBadge, type Tone } from "../ui/status-badge.tsx";
import { StepUp } from "../ui/step-up.tsx";
import { More } from "../ui/table/more.tsx";
import { toastDone } from "../ui/toast.tsx";
import styles from "./ledger.module.css";
import { holdsOf } from "./queries.ts";

const TONES: Readonly<Record<LedgerHold["status"], Tone>> = {
  held: "busy",
  captured: "good",
  released: "plain",
  expired: "plain",
};

/** What is reserved on an account, and what became of earlier reservations. Nothing where there never was one. */
export function Holds({ communityId, accountId }: { communityId: string; accountId: string }) {
  const { t } = useTranslation("ledger");
  const list = useInfiniteQuery(holdsOf(communityId, accountId));
  const holds = list.data?.pages.flatMap(({ items }) => items) ?? [];
  if (list.isError && !list.data) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  if (holds.length === 0) return null;
  return (
    <Section title={t("holds.title")} lead={t("holds.lead")} card>
      <ul className={styles.entries}>
        {holds.map((hold) => (
          <li key={hold.id} className={styles.entry}>
            <HoldWords hold={hold} />
            <span className={styles.leafEnd}>
              <Money money={{ amount: hold.status === "held" ? hold.left : hold.amount, currency: hold.currency }} />
              {hold.captured > 0 ? (
                <span className="soft small">
                  {t("holds.taken")} <Money money={{ amount: hold.captured, currency: hold.currency }} size="small" />
                </span>
              ) : null}
              <Release communityId={communityId} hold={hold} />
            </span>
          </li>
        ))}
      </ul>
      <More list={list} />
    </Section>
  );
}

function HoldWords({ hold }: { hold: LedgerHold }) {
  const { t } = useTranslation("ledger");
  return (
    <span className="stack-tight">
      <span className="row-tight">
        <StatusBadge tone={TONES[hold.status]}>{t(`holds.status.${hold.status}`)}</StatusBadge>
        {hold.description ? <bdi>{hold.description}</bdi> : null}
      </span>
      <span className="soft small">
        <DateText at={hold.createdAt} style="short" />
        {hold.status === "held" && hold.expiresAt ? (
          <>
            {" · "}
            {t("holds.until")} <DateText at={hold.expiresAt} style="short" />
          </>
        ) : null}
      </span>
    </span>
  );
}

/** Gives back what is left; a product's reservation ends with its thing. */
function Release({ communityId, hold }: { communityId: string; hold: LedgerHold }) {
  const { t } = useTranslation("ledger");
  const client = useQueryClient();
  const may = useMay(communityId);
  const [isOpen, setOpen] = useState(false);
  const [key] = useState(() => crypto.randomUUID());
  if (hold.status !== "held" || hold.sourceKind !== null || !may("ledger.post")) return null;
  const act = async () => {
    await call("POST /v1/communities/{communityId}/ledger/holds/{holdId}/release", {
      path: { communityId, holdId: hold.id },
      body: {},
      idempotencyKey: key,
    });
    await client.invalidateQueries({ queryKey: communityKey(communityId) });
    toastDone(t("holds.released"));
  };
  return (
    <>
      <Button variant="subtle" size="compact-sm" onClick={() => setOpen(true)}>
        {t("holds.release")}
      </Button>
      <StepUp
        opened={isOpen}
        onClose={() => setOpen(false)}
        title={t("holds.release")}
        summary={[
          [t("entries.amount"), <Money key="left" money={{ amount: hold.left, currency: hold.currency }} size="big" />],
          ...(hold.description ? ([[t("transaction.description"), hold.description]] as const) : []),
        ]}
        vow={t("holds.vow")}
        confirm={t("holds.release")}
        onConfirm={act}
      />
    </>
  );
}
