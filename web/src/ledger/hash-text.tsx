import { Button } from "@mantine/core";
import { useClipboard } from "@mantine/hooks";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { hashGroups } from "./hash-groups.ts";
import styles from "./seals.module.css";

/** A hash that two people can compare aloud, and copy whole. */
export function HashText({ hash, name }: { hash: string; name: string }) {
  const { t } = useTranslation("ledger");
  const clipboard = useClipboard({ timeout: 2_000 });
  return (
    <span className={styles.hash}>
      <code dir="ltr" className={styles.groups}>
        {hashGroups(hash).map((group, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a group is its place in the hash.
          <span key={index}>{group}</span>
        ))}
      </code>
      <Button
        variant="subtle"
        size="compact-sm"
        leftSection={clipboard.copied ? <IconCheck aria-hidden size="1.1em" /> : <IconCopy aria-hidden size="1.1em" />}
        onClick={() => clipboard.copy(hash)}
      >
        {clipboard.copied ? t("seals.copied") : t("seals.copy")}
        <span className="sr"> {name}</span>
      </Button>
    </span>
  );
}
