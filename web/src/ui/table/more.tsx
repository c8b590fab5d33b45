import { Button } from "@mantine/core";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { List } from "../../lib/query.ts";
import styles from "./data-table.module.css";

/** Fetches the next page when the end comes into view; a button for whoever does not scroll. Tables say how long they are. */
export function More<T>({ list, count }: { list: List<T>; count?: number }) {
  const { t } = useTranslation("ui");
  const end = useRef<HTMLDivElement>(null);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  useEffect(() => {
    const mark = end.current;
    if (!mark || !hasNextPage || isFetchingNextPage) return;
    const watch = new IntersectionObserver(([entry]) => entry?.isIntersecting && void fetchNextPage(), {
      rootMargin: "50%",
    });
    watch.observe(mark);
    return () => watch.disconnect();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  if (!hasNextPage) return count === undefined ? null : <p className={styles.end}>{t("table.count", { count })}</p>;
  return (
    <div ref={end} className={styles.end}>
      <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
        {t("table.more")}
      </Button>
    </div>
  );
}
