import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { shortId } from "../lib/ids.ts";
import type { Payment } from "../lib/wire.ts";
import { DateText } from "../ui/dates.tsx";
import { Money } from "../ui/money.tsx";
import { type Fact, Facts } from "../ui/page.tsx";
import { Sheet } from "../ui/sheet.tsx";
import { ErrorState, Lines } from "../ui/states.tsx";
import { StatusBadge } from "../ui/status-badge.tsx";
import { ProviderData } from "./provider-data.tsx";
import { paymentOptions, useProviderName } from "./queries.ts";
import { PAYMENT_TONES } from "./tones.ts";

export function PaymentSheet({
  communityId,
  paymentId,
  onClose,
}: {
  communityId: string;
  paymentId: string | null;
  onClose: () => void;
}) {
  const { t } = useTranslation("payments");
  const payment = useQuery({ ...paymentOptions(communityId, paymentId ?? ""), enabled: paymentId !== null });
  return (
    <Sheet opened={paymentId !== null} onClose={onClose} title={t("payments.one")}>
      {payment.isPending ? <Lines /> : null}
      {payment.isError && !payment.data ? (
        <ErrorState error={payment.error} onRetry={() => void payment.refetch()} />
      ) : null}
      {payment.data ? <PaymentFacts communityId={communityId} payment={payment.data} /> : null}
    </Sheet>
  );
}

function PaymentFacts({ communityId, payment }: { communityId: string; payment: Payment }) {
  const { t } = useTranslation("payments");
  const { disputeStatus, status } = payment;
  return (
    <>
      <Money money={payment.amount} size="hero" />
      <div className="row-tight">
        <StatusBadge tone={PAYMENT_TONES[status]}>{t(`status.${status}`)}</StatusBadge>
        {disputeStatus === "none" ? null : <StatusBadge tone="warn">{t(`dispute.${disputeStatus}`)}</StatusBadge>}
      </div>
      <Facts facts={[...usePaymentFacts(communityId, payment), ...useLinks(communityId, payment)]} />
      <ProviderData data={payment.providerData} />
    </>
  );
}

function usePaymentFacts(communityId: string, payment: Payment): readonly Fact[] {
  const { t } = useTranslation("payments");
  const provider = useProviderName(communityId);
  const { amount, fee, providerReference, paidAt } = payment;
  const code = (text: string) => <code dir="ltr">{text}</code>;
  return [
    [t("field.what"), payment.description],
    [t("field.provider"), provider(payment.providerId)],
    [
      t("field.fee"),
      fee === null ? t("field.notYet") : <Money key="fee" money={{ amount: fee, currency: amount.currency }} />,
    ],
    [t("field.reference"), code(payment.reference)],
    [t("field.providerReference"), providerReference && code(providerReference)],
    [t("field.begun"), <DateText key="begun" at={payment.createdAt} style="instant" />],
    [t("field.paid"), paidAt && <DateText at={paidAt} style="instant" />],
    [t("field.why"), payment.failureReason],
  ];
}

/** The ways from a payment to what it was for and to where it is booked. */
function useLinks(communityId: string, { purposeKind, purposeId, subjectId }: Payment): readonly Fact[] {
  const { t } = useTranslation("payments");
  const goal =
    subjectId && purposeKind === "gift" ? (
      <Link to="/c/$communityId/goals/$goalId" params={{ communityId, goalId: subjectId }}>
        {shortId(subjectId)}
      </Link>
    ) : null;
  const booked = (
    <Link to="/c/$communityId/books/transactions" params={{ communityId }} search={{ sourceId: purposeId }}>
      {t("field.transactions")}
    </Link>
  );
  return [
    [t("field.goal"), goal],
    [t("field.booked"), booked],
  ];
}
