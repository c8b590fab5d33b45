import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useMembers } from "../communities/queries.ts";
import { useMay } from "../lib/community.ts";
import type { UnmatchedMoney } from "../lib/wire.ts";
import { DateText } from "../ui/dates.tsx";
import { Money } from "../ui/money.tsx";
import { type Fact, Facts } from "../ui/page.tsx";
import { Sheet } from "../ui/sheet.tsx";
import { ErrorState, Lines } from "../ui/states.tsx";
import { unmatchedOptions, useProviderName } from "./queries.ts";
import { ResolveUnmatched } from "./resolve-unmatched.tsx";
import { signedAmount, UnmatchedBadge, useUnmatchedReason } from "./unmatched-words.tsx";

/** One movement without a home: what is known of it, where it is booked, and what can be done. */
export function UnmatchedSheet({
  communityId,
  unmatchedId,
  onClose,
}: {
  communityId: string;
  unmatchedId: string | null;
  onClose: () => void;
}) {
  const { t } = useTranslation("payments");
  const money = useQuery({ ...unmatchedOptions(communityId, unmatchedId ?? ""), enabled: unmatchedId !== null });
  return (
    <Sheet opened={unmatchedId !== null} onClose={onClose} title={t("unmatched.one")}>
      {money.isPending ? <Lines /> : null}
      {money.isError && !money.data ? <ErrorState error={money.error} onRetry={() => void money.refetch()} /> : null}
      {money.data ? <Held communityId={communityId} money={money.data} /> : null}
    </Sheet>
  );
}

function Held({ communityId, money }: { communityId: string; money: UnmatchedMoney }) {
  const may = useMay(communityId);
  return (
    <>
      <Money money={signedAmount(money)} sign="always" size="hero" />
      <UnmatchedBadge money={money} />
      <Facts facts={[...useMovement(communityId, money), ...useResolution(communityId, money)]} />
      {may("payments.resolve")
        ? money.choices.map((choice) => (
            <ResolveUnmatched key={choice.resolution} communityId={communityId} money={money} choice={choice} />
          ))
        : null}
    </>
  );
}

function useMovement(communityId: string, money: UnmatchedMoney): readonly Fact[] {
  const { t } = useTranslation("payments");
  const provider = useProviderName(communityId);
  const reason = useUnmatchedReason();
  const { fee, amount, webhookEventId } = money;
  const code = (text: string) => <code dir="ltr">{text}</code>;
  return [
    [t("field.why"), reason(money.reason)],
    [t("field.provider"), <bdi key="provider">{provider(money.providerId)}</bdi>],
    [t("field.reference"), money.reference && code(money.reference)],
    [t("field.providerReference"), code(money.movement)],
    [t("field.fee"), fee > 0 ? <Money key="fee" money={{ amount: fee, currency: amount.currency }} /> : null],
    [t("field.when"), <DateText key="when" at={money.createdAt} style="instant" />],
    [
      t("unmatched.from"),
      webhookEventId ? (
        <Link
          key="from"
          to="/c/$communityId/payments/webhooks"
          params={{ communityId }}
          search={{ open: webhookEventId }}
        >
          {t("webhooks.one")}
        </Link>
      ) : null,
    ],
    [
      t("field.booked"),
      money.booked ? (
        <Link
          key="booked"
          to="/c/$communityId/books/transactions"
          params={{ communityId }}
          search={{ sourceId: money.id }}
        >
          {t("field.transactions")}
        </Link>
      ) : (
        t("unmatched.notBooked")
      ),
    ],
  ];
}

/** Who resolved it, when and why, and the movement that undid it. */
function useResolution(communityId: string, money: UnmatchedMoney): readonly Fact[] {
  const { t } = useTranslation("payments");
  const members = useMembers(communityId).data?.pages.flatMap((page) => page.items) ?? [];
  const { resolvedBy, resolvedAt, note, counterpartId } = money;
  const name = members.find(({ userId }) => userId === resolvedBy)?.displayName;
  return [
    [t("unmatched.at"), resolvedAt && <DateText at={resolvedAt} style="instant" />],
    [t("unmatched.by"), name && <bdi>{name}</bdi>],
    [t("unmatched.note"), note && <span className="pre">{note}</span>],
    [
      t("unmatched.counterpart"),
      counterpartId && (
        <Link to="/c/$communityId/payments/unmatched" params={{ communityId }} search={{ open: counterpartId }}>
          {t("unmatched.one")}
        </Link>
      ),
    ],
  ];
}
