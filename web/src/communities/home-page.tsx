import { Button } from "@mantine/core";
import { IconChecks, IconHeartHandshake } from "@tabler/icons-react";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { myCommunities } from "../lib/community.ts";
import type { List } from "../lib/query.ts";
import { useMe } from "../lib/session.ts";
import type { Activity, MyCommunity } from "../lib/wire.ts";
import { LinkButton } from "../ui/link-button.tsx";
import { Page, Section } from "../ui/page.tsx";
import { EmptyState, ErrorState, Lines } from "../ui/states.tsx";
import { ActivityLine } from "./activity-line.tsx";
import styles from "./home.module.css";
import { activityOf, myActivity } from "./queries.ts";
import { WaitingCard } from "./waiting-card.tsx";

/** Across all communities: what waits for me, where I belong, what just happened. */
export function HomePage() {
  const { t } = useTranslation("communities");
  const me = useMe();
  const communities = useQuery(myCommunities);
  const mine = communities.data?.items ?? [];
  const waiting = useInfiniteQuery(myActivity(true));
  const recent = useRecent(mine[0]?.communityId);
  // All at once: a part that comes later would push away what somebody is about to touch.
  const isPending = communities.isPending || (mine.length > 0 && (waiting.isPending || recent.isPending));
  return (
    <Page title={me ? t("home.hello", { name: me.givenName }) : t("home.title")}>
      {isPending ? <Lines count={6} /> : null}
      {communities.isError && !communities.data ? (
        <ErrorState error={communities.error} onRetry={() => void communities.refetch()} />
      ) : null}
      {communities.data && mine.length === 0 ? <FirstStep /> : null}
      {mine.length > 0 && !isPending ? (
        <div className={styles.columns}>
          <div className="stack">
            <Waiting list={waiting} communities={mine} />
            <Recent list={recent} communities={mine} />
          </div>
          <Communities communities={mine} />
        </div>
      ) : null}
    </Page>
  );
}

/** What happened to me; nothing to oneself yet: then what happened around. */
function useRecent(firstId: string | undefined): List<Activity> {
  const own = useInfiniteQuery(myActivity(false));
  const isQuiet = own.data?.pages[0]?.items.length === 0;
  const around = useInfiniteQuery({ ...activityOf(firstId ?? ""), enabled: isQuiet && firstId !== undefined });
  return isQuiet ? around : own;
}

const nameIn = (communities: readonly MyCommunity[], item: Activity) =>
  communities.find(({ communityId }) => communityId === item.communityId)?.name;

interface Told {
  list: List<Activity>;
  communities: readonly MyCommunity[];
}

function Waiting({ list, communities }: Told) {
  const { t } = useTranslation("communities");
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Section title={t("home.waiting")}>
      {list.data && items.length === 0 ? (
        <p className={styles.done}>
          <IconChecks aria-hidden size="1.25em" /> {t("home.nothingWaits")}
        </p>
      ) : null}
      <ul className="plain-list stack-tight">
        {items.map((item) => (
          <WaitingCard key={item.id} item={item} communityName={nameIn(communities, item)} />
        ))}
      </ul>
      {list.hasNextPage ? (
        <Button variant="subtle" onClick={() => void list.fetchNextPage()}>
          {t("home.more")}
        </Button>
      ) : null}
    </Section>
  );
}

function Recent({ list, communities }: Told) {
  const { t } = useTranslation("communities");
  const items = list.data?.pages[0]?.items.slice(0, 8) ?? [];
  return (
    <Section title={t("home.recent")} actions={<Link to="/activity">{t("home.all")}</Link>} card>
      {list.data && items.length === 0 ? <p className="soft">{t("home.nothingHappened")}</p> : null}
      {items.map((item) => (
        <ActivityLine key={item.id} item={item} communityName={nameIn(communities, item)} />
      ))}
    </Section>
  );
}

function Communities({ communities }: { communities: readonly MyCommunity[] }) {
  const { t } = useTranslation("communities");
  return (
    <Section title={t("home.communities")}>
      <ul className={styles.communities}>
        {communities.map((one) => (
          <li key={one.communityId}>
            <Link to="/c/$communityId" params={{ communityId: one.communityId }} className={styles.community}>
              <span className={styles.sign} aria-hidden>
                {[...one.name][0]}
              </span>
              <span className="stack-tight">
                <strong>{one.name}</strong>
                <span className="soft small">{one.roles.join(" · ")}</span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function FirstStep() {
  const { t } = useTranslation("communities");
  return (
    <EmptyState
      icon={IconHeartHandshake}
      title={t("home.firstTitle")}
      text={t("home.firstText")}
      action={<LinkButton to="/new-community">{t("create.title")}</LinkButton>}
    />
  );
}
