import { Button, Menu } from "@mantine/core";
import { IconActivity, IconGift, IconHome2, IconPlus, IconSearch, IconUserCircle } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useMe } from "../../lib/session.ts";
import { Wordmark } from "../../ui/wordmark.tsx";
import { useCurrentCommunity } from "./current-community.ts";
import { PlaceLink } from "./place-link.tsx";
import { type Place, useAdditions, useCommunityPlaces } from "./products.ts";
import styles from "./rail.module.css";
import { openSearch } from "./search-door.tsx";
import { Switcher } from "./switcher.tsx";

/** The left rail of wide screens: the whole house in one look. */
export function Rail() {
  const { t } = useTranslation("app");
  const communityId = useCurrentCommunity();
  const places = useCommunityPlaces(communityId);
  const me = useMe();
  return (
    <nav className={`${styles.rail} no-print`} aria-label={t("main")}>
      <Link to="/" className={styles.brand ?? ""} aria-label="Commonpurse">
        <Wordmark />
      </Link>
      <button type="button" className={styles.search} onClick={openSearch}>
        <IconSearch aria-hidden size="1.1em" />
        <span>{t("search.open")}</span>
        <kbd>{t("search.key")}</kbd>
      </button>
      <AddMenu communityId={communityId} />
      <ul className={styles.list}>
        <Item place={{ id: "home", icon: IconHome2, label: t("bar.home"), to: "/" }} exact />
        <Item place={{ id: "activity", icon: IconActivity, label: t("bar.activity"), to: "/activity" }} />
        <Item place={{ id: "gifts", icon: IconGift, label: t("places.gifts"), to: "/me/gifts" }} />
      </ul>
      <div className={styles.community}>
        <Switcher current={communityId} />
        <ul className={styles.list}>
          {places.map((place) => (
            <Item key={place.id} place={place} exact={place.id === "overview"} />
          ))}
        </ul>
      </div>
      <ul className={styles.foot}>
        <Item place={{ id: "me", icon: IconUserCircle, label: me?.displayName ?? t("bar.me"), to: "/me" }} exact />
      </ul>
    </nav>
  );
}

function Item({ place, exact = false }: { place: Place; exact?: boolean }) {
  const Icon = place.icon;
  return (
    <li>
      <PlaceLink place={place} exact={exact} className={styles.item}>
        <Icon aria-hidden size="1.25rem" stroke={1.75} />
        <span>{place.label}</span>
      </PlaceLink>
    </li>
  );
}

function AddMenu({ communityId }: { communityId: string | null }) {
  const { t } = useTranslation("app");
  const additions = useAdditions(communityId);
  return (
    <Menu width="target" position="bottom-start" shadow="md">
      <Menu.Target>
        <Button fullWidth leftSection={<IconPlus aria-hidden size="1.1em" />}>
          {t("bar.add")}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {additions.map(({ id, icon: Icon, label, to, params }) => (
          <Menu.Item
            key={id}
            leftSection={<Icon aria-hidden size="1.1em" />}
            renderRoot={(props) => <Link to={to} params={params ?? {}} {...props} />}
          >
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
