import { Link } from "@tanstack/react-router";
import styles from "./tabs.module.css";

export interface TabPlace {
  id: string;
  label: string;
  to: string;
}

/** Pages beside each other. The first one is at the common address. */
export function Tabs({
  name,
  tabs,
  params,
}: {
  name: string;
  tabs: readonly TabPlace[];
  params: Record<string, string>;
}) {
  return (
    <nav className={`${styles.tabs} no-print`} aria-label={name}>
      {tabs.map((tab, index) => (
        <Link
          key={tab.id}
          to={tab.to}
          params={params}
          activeOptions={{ exact: index === 0, includeSearch: false }}
          activeProps={{ "aria-current": "page" }}
          className={styles.tab ?? ""}
        >
          {tab.label}
        </Link>
      ))}
    </nav>
  );
}
