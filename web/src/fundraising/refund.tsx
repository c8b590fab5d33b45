import { Button } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../lib/http.ts";
import { communityKey } from "../lib/query.ts";
import type { Gift, RefundQuote } from "../lib/wire.ts";
import { Money } from "../ui/money.tsx";
import { Notice } from "../ui/notice.tsx";
import { useSentence } from "../ui/states.tsx";
import { StepUp } from "../ui/step-up.tsx";
import { toastDone } from "../ui/toast.tsx";
import { refundQuoteOf } from "./queries.ts";

/** Gives a gift back, after the giver's figure and every fee have been seen as the server works them out. */
export function Refund({ communityId, gift }: { communityId: string; gift: Gift }) {
  const { t } = useTranslation("fundraising");
  const client = useQueryClient();
  const sentence = useSentence();
  // Made when the dialogue is opened: it asks for figures of its own, and sends its wish once.
  const [wish, setWish] = useState<string | null>(null);
  const quote = useQuery({ ...refundQuoteOf(communityId, gift, wish ?? ""), enabled: wish !== null });
  const act = async () => {
    await call("POST /v1/communities/{communityId}/goals/{goalId}/gifts/{giftId}/refund", {
      path: { communityId, goalId: gift.goalId, giftId: gift.id },
      ...(wish ? { idempotencyKey: wish } : {}),
    });
    setWish(null);
    await client.invalidateQueries({ queryKey: communityKey(communityId) });
    toastDone(t("refund.done"));
  };
  return (
    <>
      <Button variant="default" loading={wish !== null && quote.isPending} onClick={() => setWish(crypto.randomUUID())}>
        {gift.status === "unclaimed" ? t("refund.again") : t("refund.open")}
      </Button>
      {wish && quote.isError ? <Notice tone="bad">{sentence(quote.error)}</Notice> : null}
      {wish && quote.data ? (
        <Confirmation gift={gift} quote={quote.data} onClose={() => setWish(null)} onConfirm={act} />
      ) : null}
    </>
  );
}

interface ConfirmationProps {
  gift: Gift;
  quote: RefundQuote;
  onClose: () => void;
  onConfirm: () => Promise<unknown>;
}

function Confirmation({ gift, quote, onClose, onConfirm }: ConfirmationProps) {
  const { t } = useTranslation("fundraising");
  const { paid, gets, parts } = quote;
  const line = (label: string, money: typeof paid): (readonly [string, ReactNode])[] =>
    money.amount === 0 ? [] : [[t(label), <Money key={label} money={money} />]];
  return (
    <StepUp
      opened
      onClose={onClose}
      title={parts ? t("refund.title") : t("refund.again")}
      summary={[
        [t("gifts.giver"), gift.publicName ?? t("gifts.unnamed")],
        ...line("refund.paid", paid),
        ...(parts ? line("refund.spent", parts.spent) : []),
        ...(parts ? line(`refund.providerFee_${parts.providerFeeBorneBy}`, parts.providerFee) : []),
        ...(parts ? line("refund.platformFee", parts.platformFee) : []),
        [t("refund.gets"), <Money key="gets" money={gets} size="big" />],
      ]}
      vow={t("refund.vow")}
      confirm={t("refund.action")}
      onConfirm={onConfirm}
    >
      <p className="soft small">{t("refund.text")}</p>
    </StepUp>
  );
}
