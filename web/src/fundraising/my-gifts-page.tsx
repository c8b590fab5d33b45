import { Button } from "@mantine/core";
import { IconGift } from "@tabler/icons-react";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { myCommunities } from "../lib/community.ts";
import type { Gift, MyCommunity } from "../lib/wire.ts";
import { DateText } from "../ui/dates.tsx";
import { Money } from "../ui/money.tsx";
import { Page, Section } from "../ui/page.tsx";
import { EmptyState, ErrorState, Lines } from "../ui/states.tsx";
import { More } from "../ui/table/more.tsx";
import { GiftBadge } from "./badges.tsx";
import { ChoiceSheet } from "./choice-sheet.tsx";
import styles from "./my-gifts.module.css";
import { goalOptions, myGiftsIn } from "./queries.ts";

/** What one has given, in each community: receipts, what became of it, and what there is to choose. */
export function MyGiftsPage() {
  const { t } = useTranslation("fundraising");
  const communities = useQuery(myCommunities);
  const giving = (communities.data?.items ?? []).filter(({ products }) => products.includes("fundraising"));
  return (
    <Page title={t("myGifts.title")} lead={t("myGifts.lead")} narrow>
      {communities.isPending ? <Lines /> : null}
      {communities.isError && !communities.data ? (
        <ErrorState error={communities.error} onRetry={() => void communities.refetch()} />
      ) : null}
      {communities.data && giving.length === 0 ? (
        <EmptyState icon={IconGift} title={t("myGifts.none")} text={t("myGifts.noneText")} />
      ) : null}
      {giving.map((community) => (
        <CommunityGifts key={community.communityId} community={community} />
      ))}
    </Page>
  );
}

function CommunityGifts({ community }: { community: MyCommunity }) {
  const { t } = useTranslation("fundraising");
  const { communityId } = community;
  const list = useInfiniteQuery(myGiftsIn(communityId));
  const [choosing, setChoosing] = useState<Gift | null>(null);
  const gifts = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Section title={community.name}>
      {list.isPending ? <Lines count={3} /> : null}
      {list.isError && !list.data ? <ErrorState error={list.error} onRetry={() => void list.refetch()} /> : null}
      {list.data && gifts.length === 0 ? <p className="soft">{t("myGifts.noneHere")}</p> : null}
      <ul className="plain-list stack-tight">
        {gifts.map((gift) => (
          <MyGift key={gift.id} communityId={communityId} gift={gift} onChoose={() => setChoosing(gift)} />
        ))}
      </ul>
      {list.hasNextPage ? <More list={list} /> : null}
      <ChoiceSheet communityId={communityId} gift={choosing} onClose={() => setChoosing(null)} />
    </Section>
  );
}

function MyGift({ communityId, gift, onChoose }: { communityId: string; gift: Gift; onChoose: () => void }) {
  const { t } = useTranslation("fundraising");
  const goal = useQuery(goalOptions(communityId, gift.goalId)).data;
  const hasEnded = goal?.status === "failed" || goal?.status === "cancelled";
  const mayChoose = hasEnded && gift.status === "succeeded";
  const checkoutUrl = gift.status === "pending" ? gift.payment?.checkoutUrl : null;
  return (
    <li className={styles.gift} data-waits={mayChoose || undefined}>
      <div className="stack-tight">
        <Link to="/c/$communityId/goals/$goalId" params={{ communityId, goalId: gift.goalId }}>
          <strong>{goal?.title ?? "…"}</strong>
        </Link>
        <span className="row-tight">
          <GiftBadge status={gift.status} />
          <span className="soft small">
            <DateText at={gift.paidAt ?? gift.createdAt} />
          </span>
        </span>
        {mayChoose && goal?.choiceUntil ? (
          <span className="small">
            {t("choice.until")} <DateText at={goal.choiceUntil} style="instant" />
          </span>
        ) : null}
      </div>
      <div className={styles.end}>
        <Money money={gift.amount} size="big" />
        <span className="row-tight">
          {mayChoose ? <Button onClick={onChoose}>{t("choice.open")}</Button> : null}
          {checkoutUrl ? (
            <Button component="a" href={checkoutUrl}>
              {t("myGifts.pay")}
            </Button>
          ) : null}
          {gift.receiptUrl ? (
            <Button component="a" href={gift.receiptUrl} variant="default">
              {t("myGifts.receipt")}
            </Button>
          ) : null}
        </span>
      </div>
    </li>
  );
}
