import { Outlet } from "@tanstack/react-router";
import { Suspense } from "react";
import { useTranslation } from "react-i18next";
import { Lines } from "../../ui/states.tsx";
import { BottomBar } from "./bottom-bar.tsx";
import { useCurrentCommunity } from "./current-community.ts";
import styles from "./inside.module.css";
import { LiveUpdates } from "./live-updates.tsx";
import { OfflineBanner } from "./offline-banner.tsx";
import { Rail } from "./rail.tsx";
import { SearchDoor } from "./search-door.tsx";

/** The frame of the signed-in: rail or bar, search, live updates. */
export function Inside() {
  const { t } = useTranslation("app");
  const communityId = useCurrentCommunity();
  return (
    <div className={styles.frame}>
      <a href="#content" className={styles.skip}>
        {t("skip")}
      </a>
      <Rail />
      <main id="content" tabIndex={-1} className={styles.main}>
        <OfflineBanner />
        <Suspense fallback={<Waiting />}>
          <Outlet />
        </Suspense>
      </main>
      <BottomBar />
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
