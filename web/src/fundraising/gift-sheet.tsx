import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useMay } from "../lib/community.ts";
import { shortId } from "../lib/ids.ts";
import type { Gift } from "../lib/wire.ts";
import { DateText } from "../ui/dates.tsx";
import { Money } from "../ui/money.tsx";
import { Notice } from "../ui/notice.tsx";
import { Facts } from "../ui/page.tsx";
import { Sheet } from "../ui/sheet.tsx";
import { GiftBadge } from "./badges.tsx";
import type { GoalHere } from "./queries.ts";
import { Refund } from "./refund.tsx";

interface GiftSheetProps {
  here: GoalHere;
  gift: Gift | null;
  mayRefund: boolean;
  onClose: () => void;
}

/** One gift with its fees, its payment, and the way back. */
export function GiftSheet({ here, gift, mayRefund, onClose }: GiftSheetProps) {
  const { t } = useTranslation("fundraising");
  return (
    <Sheet opened={gift !== null} onClose={onClose} title={gift?.publicName ?? t("gifts.unnamed")}>
      {gift ? <GiftFacts communityId={here.communityId} gift={gift} /> : null}
      {gift && mayRefund && (gift.status === "succeeded" || gift.status === "unclaimed") ? (
        <Refund communityId={here.communityId} gift={gift} />
      ) : null}
    </Sheet>
  );
}

export function GiftFacts({ communityId, gift }: { communityId: string; gift: Gift }) {
  const { t } = useTranslation("fundraising");
  const may = useMay(communityId);
  const paymentLink =
    gift.paymentId && may("payments.view") ? (
      <Link to="/c/$communityId/payments" params={{ communityId }} search={{ open: gift.paymentId }}>
        {shortId(gift.paymentId)}
      </Link>
    ) : null;
  return (
    <>
      <Money money={gift.amount} size="hero" />
      <GiftBadge status={gift.status} />
      {gift.status === "disputed" ? <Notice tone="warn">{t("gifts.disputedHelp")}</Notice> : null}
      {gift.message ? <blockquote className="pre">{gift.message}</blockquote> : null}
      <Facts
        facts={[
          ...(gift.feeCover.amount > 0
            ? ([[t("gifts.feeCover"), <Money key="cover" money={gift.feeCover} />]] as const)
            : []),
          [t("gifts.platformFee"), <Money key="platform" money={gift.platformFee} />],
          [t("gifts.providerFee"), <Money key="provider" money={gift.providerFee} />],
          ...(gift.due ? ([[t("gifts.due"), <Money key="due" money={gift.due} />]] as const) : []),
          ...(gift.refundAmount
            ? ([[t("gifts.refunded"), <Money key="refund" money={gift.refundAmount} />]] as const)
            : []),
          [t("gifts.begun"), <DateText key="begun" at={gift.createdAt} style="instant" />],
          ...(gift.paidAt
            ? ([[t("gifts.paid"), <DateText key="paid" at={gift.paidAt} style="instant" />]] as const)
            : []),
          ...(paymentLink ? ([[t("gifts.payment"), paymentLink]] as const) : []),
        ]}
      />
    </>
  );
}
