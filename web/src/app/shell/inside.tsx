import { useQuery } from "@tanstack/react-query";
import { Navigate, Outlet, useLocation } from "@tanstack/react-router";
import { Suspense } from "react";
import { useTranslation } from "react-i18next";
import { meOptions } from "../../lib/session.ts";
import { ErrorState, Lines } from "../../ui/states.tsx";
import { BottomBar } from "./bottom-bar.tsx";
import { useCurrentCommunity } from "./current-community.ts";
import styles from "./inside.module.css";
import { LiveUpdates } from "./live-updates.tsx";
import { OfflineBanner } from "./offline-banner.tsx";
import { Rail } from "./rail.tsx";
import { SearchDoor } from "./search-door.tsx";

/** The frame of the signed-in: rail or bar, search, live updates. Strangers are asked to sign in and brought back. */
export function Inside() {
  const me = useQuery(meOptions);
  const { href } = useLocation();
  if (me.isPending) {
    return (
      <div className={styles.alone}>
        <Lines count={6} />
      </div>
    );
  }
  if (me.isError && me.data === undefined) return <ErrorState error={me.error} onRetry={() => void me.refetch()} />;
  if (!me.data) return <Navigate to="/sign-in" search={href === "/" ? {} : { next: href }} replace />;
  return <Frame />;
}

function Frame() {
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
        <Suspense
          fallback={
            <div className={styles.alone}>
              <Lines count={6} />
            </div>
          }
        >
          <Outlet />
        </Suspense>
      </main>
      <BottomBar />
      <SearchDoor />
      {communityId ? <LiveUpdates communityId={communityId} /> : null}
    </div>
  );
}
