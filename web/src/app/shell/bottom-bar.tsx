import { IconActivity, IconHome2, IconPlus, IconUserCircle, IconUsersGroup } from "@tabler/icons-react";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import styles from "./bottom-bar.module.css";
import { useCurrentCommunity } from "./current-community.ts";
import { PlaceLink } from "./place-link.tsx";
import type { Place } from "./products.ts";

/** Loaded when somebody wants to add something. */
const AddSheet = lazy(async () => ({ default: (await import("./add-sheet.tsx")).AddSheet }));

/** Five places under the thumb. */
export function BottomBar() {
  const { t } = useTranslation("app");
  const communityId = useCurrentCommunity();
  const [isAdding, setAdding] = useState(false);
  const [isWanted, setWanted] = useState(false);
  const add = () => {
    setWanted(true);
    setAdding(true);
  };
  const community: Place = { id: "community", icon: IconUsersGroup, label: t("bar.community"), ...goTo(communityId) };
  return (
    <nav className={`${styles.bar} no-print`} aria-label={t("main")}>
      <Tab place={{ id: "home", icon: IconHome2, label: t("bar.home"), to: "/" }} exact />
      <Tab place={community} />
      <button type="button" className={styles.add} onClick={add}>
        <IconPlus aria-hidden size="1.5rem" />
        <span className="sr">{t("bar.add")}</span>
      </button>
      <Tab place={{ id: "activity", icon: IconActivity, label: t("bar.activity"), to: "/activity" }} />
      <Tab place={{ id: "me", icon: IconUserCircle, label: t("bar.me"), to: "/me" }} />
      {isWanted ? (
        <Suspense fallback={null}>
          <AddSheet communityId={communityId} opened={isAdding} onClose={() => setAdding(false)} />
        </Suspense>
      ) : null}
    </nav>
  );
}

function goTo(communityId: string | null): Pick<Place, "to" | "params"> {
  return communityId ? { to: "/c/$communityId", params: { communityId } } : { to: "/new-community" };
}

function Tab({ place, exact = false }: { place: Place; exact?: boolean }) {
  const Icon = place.icon;
  return (
    <PlaceLink place={place} exact={exact} className={styles.tab}>
      <Icon aria-hidden size="1.5rem" stroke={1.75} />
      <span>{place.label}</span>
    </PlaceLink>
  );
}
