import { Button } from "@mantine/core";
import { IconShare2 } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { shareOrCopy } from "../lib/share.ts";
import type { Goal } from "../lib/wire.ts";
import { Section } from "../ui/page.tsx";
import { toastDone, toastFault } from "../ui/toast.tsx";
import styles from "./overview.module.css";

/** The public page's address, to send, to copy, to print. */
export function Share({ goal }: { goal: Goal }) {
  const { t } = useTranslation("fundraising");
  return (
    <Section title={t("share.title")} card>
      <ShareLink goal={goal} />
    </Section>
  );
}

/** One button that sends or copies, the link itself, and the code for a poster. */
export function ShareLink({ goal }: { goal: Goal }) {
  const { t } = useTranslation("fundraising");
  const url = goal.url ?? `${window.location.origin}/g/${goal.slug}`;
  const canSend = "share" in navigator;
  const share = async () => {
    const shared = await shareOrCopy({ title: goal.title, url }, navigator);
    if (shared === "copied") toastDone(t("share.copied"));
    if (shared === "failed") toastFault(t("share.byHand"));
  };
  return (
    <div className="stack">
      <div>
        <Button leftSection={<IconShare2 aria-hidden size="1.1em" />} onClick={share}>
          {t(canSend ? "share.send" : "share.copy")}
        </Button>
      </div>
      <a href={url} dir="ltr" className={styles.link}>
        {url}
      </a>
      <img src={`/g/${goal.slug}/qr.svg`} alt={t("share.qrAlt")} className={styles.qr} loading="lazy" />
      <p className="soft small">{t("share.qrHelp")}</p>
    </div>
  );
}
