import { Button, Skeleton } from "@mantine/core";
import { IconCloudOff, IconMoodSad, IconRefresh, type TablerIcon } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { isProblem } from "../lib/problem.ts";
import styles from "./states.module.css";

interface EmptyStateProps {
  icon: TablerIcon;
  title: string;
  /** The first step, in a sentence. */
  text?: string;
  action?: ReactNode;
}

export function EmptyState({ icon: Icon, title, text, action }: EmptyStateProps) {
  return (
    <div className={styles.state}>
      <span className={styles.sign}>
        <Icon aria-hidden size="1.75rem" stroke={1.5} />
      </span>
      <p className={styles.title}>{title}</p>
      {text ? <p className={styles.text}>{text}</p> : null}
      {action}
    </div>
  );
}

/** What went wrong in a sentence, a way out, and the number under which the log knows it. */
export function ErrorState({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useTranslation("ui");
  const isOffline = isProblem(error, "offline");
  const Icon = isOffline ? IconCloudOff : IconMoodSad;
  const again = onRetry ?? (() => window.location.reload());
  return (
    <div className={styles.state} role="alert">
      <span className={styles.sign} data-tone="bad">
        <Icon aria-hidden size="1.75rem" stroke={1.5} />
      </span>
      <p className={styles.title}>{isOffline ? t("error.offlineTitle") : t("error.title")}</p>
      <p className={styles.text}>{useSentence()(error)}</p>
      <Button variant="default" leftSection={<IconRefresh aria-hidden size="1.1em" />} onClick={again}>
        {t("error.again")}
      </Button>
      {isProblem(error) && error.problem.requestId ? (
        <p className={styles.request}>
          {t("error.request")} <code>{error.problem.requestId}</code>
        </p>
      ) : null}
    </div>
  );
}

/** The sentence for any fault: the server's own where it has one. */
export function useSentence(): (error: unknown) => string {
  const { t } = useTranslation("ui");
  return (error) => {
    if (!isProblem(error)) return t("error.unknown");
    if (error.code === "offline") return t("error.offline");
    return error.message === "" ? t("error.unknown") : error.message;
  };
}

/** As uneven as lines of text are. */
const WIDTHS = ["94%", "77%", "86%", "60%", "91%", "72%", "82%", "66%"];

/** Grey lines where text will be; announced once. */
export function Lines({ count = 4 }: { count?: number }) {
  const { t } = useTranslation("ui");
  return (
    <div className="stack-tight" aria-busy="true">
      <span className="sr" role="status">
        {t("loading")}
      </span>
      {WIDTHS.slice(0, count).map((width) => (
        <Skeleton key={width} height="var(--space-5)" width={width} />
      ))}
    </div>
  );
}
