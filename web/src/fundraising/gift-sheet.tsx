import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "../lib/community.ts";
import { call } from "../lib/http.ts";
import { shortId } from "../lib/ids.ts";
import { communityKey } from "../lib/query.ts";
import type { Gift } from "../lib/wire.ts";
import { DateText } from "../ui/dates.tsx";
import { Money } from "../ui/money.tsx";
import { Facts } from "../ui/page.tsx";
import { Sheet } from "../ui/sheet.tsx";
import { StepUp } from "../ui/step-up.tsx";
import { toastDone } from "../ui/toast.tsx";
import { GiftBadge } from "./badges.tsx";
import type { GoalHere } from "./queries.ts";

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
        <Refund here={here} gift={gift} />
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

function Refund({ here, gift }: { here: GoalHere; gift: Gift }) {
  const { t } = useTranslation("fundraising");
  const client = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const [key, setKey] = useState(() => crypto.randomUUID());
  const isAgain = gift.status === "unclaimed";
  const act = async () => {
    await call("POST /v1/communities/{communityId}/goals/{goalId}/gifts/{giftId}/refund", {
      path: { communityId: here.communityId, goalId: gift.goalId, giftId: gift.id },
      idempotencyKey: key,
    });
    setKey(crypto.randomUUID());
    await client.invalidateQueries({ queryKey: communityKey(here.communityId) });
    toastDone(t("refund.done"));
  };
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {isAgain ? t("refund.again") : t("refund.open")}
      </Button>
      <StepUp
        opened={isOpen}
        onClose={() => setOpen(false)}
        title={isAgain ? t("refund.again") : t("refund.title")}
        summary={[
          [t("gifts.giver"), gift.publicName ?? t("gifts.unnamed")],
          [t("gifts.amount"), <Money key="amount" money={gift.refundAmount ?? gift.amount} />],
        ]}
        vow={t("refund.vow")}
        confirm={t("refund.action")}
        onConfirm={act}
      >
        <p className="soft small">{t("refund.text")}</p>
      </StepUp>
    </>
  );
}
