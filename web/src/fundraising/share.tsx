import { Button, CopyButton } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Goal } from "../lib/wire.ts";
import { Section } from "../ui/page.tsx";
import styles from "./overview.module.css";

/** The public page's address, to send, to copy, to print. */
export function Share({ goal }: { goal: Goal }) {
  const { t } = useTranslation("fundraising");
  const url = goal.url ?? `${window.location.origin}/g/${goal.slug}`;
  const share = () => void navigator.share({ title: goal.title, url }).catch(() => undefined);
  return (
    <Section title={t("share.title")} card>
      <div className="stack">
        <code dir="ltr">{url}</code>
        <div className="row-tight">
          <CopyButton value={url}>
            {({ copied, copy }) => (
              <Button variant="default" onClick={copy}>
                {copied ? t("share.copied") : t("share.copy")}
              </Button>
            )}
          </CopyButton>
          {"share" in navigator ? <Button onClick={share}>{t("share.send")}</Button> : null}
        </div>
        <img src={`/g/${goal.slug}/qr.svg`} alt={t("share.qrAlt")} className={styles.qr} loading="lazy" />
        <p className="soft small">{t("share.qrHelp")}</p>
      </div>
    </Section>
  );
}
