import { IconSearch } from "@tabler/icons-react";
import { Outlet } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { Lines } from "../../ui/states.tsx";
import { usePhone } from "../../ui/use-phone.ts";
import { BottomBar } from "./bottom-bar.tsx";
import { useCurrentCommunity } from "./current-community.ts";
import styles from "./inside.module.css";
import { LiveUpdates } from "./live-updates.tsx";
import { OfflineBanner } from "./offline-banner.tsx";
import { openSearch, SearchDoor } from "./search-door.tsx";

/** A phone never loads the rail and what its menus need. */
const Rail = lazy(async () => ({ default: (await import("./rail.tsx")).Rail }));

/** The frame of the signed-in: rail or bar, search, live updates. */
export function Inside() {
  const { t } = useTranslation("app");
  const communityId = useCurrentCommunity();
  const isPhone = usePhone();
  return (
    <div className={styles.frame}>
      <a href="#content" className={`${styles.skip} no-print`}>
        {t("skip")}
      </a>
      {isPhone ? null : (
        <Suspense fallback={<div className={styles.rail} />}>
          <Rail />
        </Suspense>
      )}
      {isPhone && communityId ? (
        <button type="button" className={`${styles.search} no-print`} onClick={openSearch}>
          <IconSearch aria-hidden size="1.4rem" stroke={1.75} />
          <span className="sr">{t("search.open")}</span>
        </button>
      ) : null}
      <main id="content" tabIndex={-1} className={styles.main}>
        <OfflineBanner />
        <Suspense fallback={<Waiting />}>
          <Outlet />
        </Suspense>
      </main>
      {isPhone ? <BottomBar /> : null}
      <SearchDoor />
      {communityId ? <LiveUpdates communityId={communityId} /> : null}
    </div>
  );
}

export function Waiting() {
  return (
    <div className={styles.alone}>
      <Lines count={6} />
    </div>
  );
}
