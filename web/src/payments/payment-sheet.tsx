import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { shortId } from "../lib/ids.ts";
import type { Payment } from "../lib/wire.ts";
import { DateText } from "../ui/dates.tsx";
import { Money } from "../ui/money.tsx";
import { Facts } from "../ui/page.tsx";
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
  const provider = useProviderName(communityId);
  const { amount } = payment;
  return (
    <>
      <Money money={amount} size="hero" />
      <div className="row-tight">
        <StatusBadge tone={PAYMENT_TONES[payment.status]}>{t(`status.${payment.status}`)}</StatusBadge>
        {payment.disputeStatus === "none" ? null : (
          <StatusBadge tone="warn">{t(`dispute.${payment.disputeStatus}`)}</StatusBadge>
        )}
      </div>
      <Facts
        facts={[
          [t("field.what"), payment.description],
          [t("field.provider"), provider(payment.providerId)],
          [
            t("field.fee"),
            payment.fee === null ? (
              t("field.notYet")
            ) : (
              <Money key="fee" money={{ amount: payment.fee, currency: amount.currency }} />
            ),
          ],
          [
            t("field.reference"),
            <code key="reference" dir="ltr">
              {payment.reference}
            </code>,
          ],
          ...(payment.providerReference
            ? ([
                [
                  t("field.providerReference"),
                  <code key="theirs" dir="ltr">
                    {payment.providerReference}
                  </code>,
                ],
              ] as const)
            : []),
          [t("field.begun"), <DateText key="begun" at={payment.createdAt} style="instant" />],
          ...(payment.paidAt
            ? ([[t("field.paid"), <DateText key="paid" at={payment.paidAt} style="instant" />]] as const)
            : []),
          ...(payment.failureReason ? ([[t("field.why"), payment.failureReason]] as const) : []),
          ...(payment.subjectId && payment.purposeKind === "gift"
            ? ([
                [
                  t("field.goal"),
                  <Link
                    key="goal"
                    to="/c/$communityId/goals/$goalId"
                    params={{ communityId, goalId: payment.subjectId }}
                  >
                    {shortId(payment.subjectId)}
                  </Link>,
                ],
              ] as const)
            : []),
          [
            t("field.booked"),
            <Link
              key="booked"
              to="/c/$communityId/books/transactions"
              params={{ communityId }}
              search={{ sourceId: payment.purposeId }}
            >
              {t("field.transactions")}
            </Link>,
          ],
        ]}
      />
      <ProviderData data={payment.providerData} />
    </>
  );
}
