import {
  IconBook2,
  IconCreditCard,
  IconSettings,
  IconShieldCheck,
  IconTarget,
  IconUsers,
  type TablerIcon,
} from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useCommunity, useCommunityId, useMay } from "../lib/community.ts";
import { Page, Section } from "../ui/page.tsx";
import { Lines } from "../ui/states.tsx";
import { ActivityLine } from "./activity-line.tsx";
import styles from "./home.module.css";
import { activityOf } from "./queries.ts";

export function CommunityPage() {
  const { t } = useTranslation("communities");
  const communityId = useCommunityId();
  const community = useCommunity(communityId);
  const may = useMay(communityId);
  const recent = useInfiniteQuery(activityOf(communityId));
  if (!community) {
    return (
      <Page title={t("home.title")}>
        <Lines />
      </Page>
    );
  }
  return (
    <Page title={community.name} lead={community.products.map((product) => t(`product.${product}.name`)).join(" · ")}>
      <ul className={styles.tiles}>
        {community.products.includes("fundraising") ? (
          <Tile communityId={communityId} to="goals" icon={IconTarget} label={t("tile.goals")} />
        ) : null}
        <Tile communityId={communityId} to="members" icon={IconUsers} label={t("members.title")} />
        {may("payments.view") ? (
          <Tile communityId={communityId} to="payments" icon={IconCreditCard} label={t("tile.payments")} />
        ) : null}
        {may("ledger.view") ? (
          <Tile communityId={communityId} to="books" icon={IconBook2} label={t("tile.books")} />
        ) : null}
        <Tile communityId={communityId} to="roles" icon={IconShieldCheck} label={t("roles.title")} />
        {may("communities.update") ? (
          <Tile communityId={communityId} to="settings" icon={IconSettings} label={t("settings.title")} />
        ) : null}
      </ul>
      <Section
        title={t("activity.title")}
        card
        actions={
          <Link to="/c/$communityId/activity" params={{ communityId }}>
            {t("home.all")}
          </Link>
        }
      >
        {recent.isPending ? <Lines /> : null}
        {recent.data?.pages[0]?.items.length === 0 ? <p className="soft">{t("activity.noneText")}</p> : null}
        {recent.data?.pages[0]?.items.slice(0, 10).map((item) => (
          <ActivityLine key={item.id} item={item} />
        ))}
      </Section>
    </Page>
  );
}

function Tile({
  communityId,
  to,
  icon: Icon,
  label,
}: {
  communityId: string;
  to: string;
  icon: TablerIcon;
  label: string;
}) {
  return (
    <li>
      <Link to={`/c/$communityId/${to}`} params={{ communityId }} className={styles.tile}>
        <Icon aria-hidden size="1.6rem" stroke={1.5} />
        {label}
      </Link>
    </li>
  );
}
