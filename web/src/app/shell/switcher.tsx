import { Menu } from "@mantine/core";
import { IconCheck, IconPlus, IconSelector } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { myCommunities } from "../../lib/community.ts";
import styles from "./switcher.module.css";

/** Which community one looks at, and the way to another. */
export function Switcher({ current }: { current: string | null }) {
  const { t } = useTranslation("app");
  const mine = useQuery(myCommunities).data?.items ?? [];
  const open = mine.find((one) => one.communityId === current);
  if (mine.length === 0) return null;
  return (
    <Menu width="target" position="bottom-start" shadow="md">
      <Menu.Target>
        <button type="button" className={styles.button}>
          <span className="sr">{open ? t("switcher.label", { name: open.name }) : t("switcher.choose")}</span>
          <span className={styles.sign} aria-hidden>
            {[...(open?.name ?? "·")][0]}
          </span>
          <span className={styles.name} aria-hidden>
            {open?.name ?? t("switcher.choose")}
          </span>
          <IconSelector aria-hidden size="1.1em" />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {mine.map((one) => (
          <Menu.Item
            key={one.communityId}
            rightSection={one.communityId === current ? <IconCheck aria-hidden size="1.1em" /> : null}
            renderRoot={(props) => <Link to="/c/$communityId" params={{ communityId: one.communityId }} {...props} />}
          >
            {one.name}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconPlus aria-hidden size="1.1em" />}
          renderRoot={(props) => <Link to="/new-community" {...props} />}
        >
          {t("add.community")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
