import { Link, useLocation } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
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
  const bar = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page means another current tab.
  useEffect(() => {
    const current = bar.current?.querySelector("[aria-current]");
    if (bar.current && current) bar.current.scrollLeft += centreOf(current) - centreOf(bar.current);
  }, [pathname]);
  return (
    <nav ref={bar} className={`${styles.tabs} no-print`} aria-label={name}>
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

/** Not `scrollIntoView`: that would also move the place from which the next Tab goes on. */
function centreOf(element: Element): number {
  const { left, right } = element.getBoundingClientRect();
  return (left + right) / 2;
}
