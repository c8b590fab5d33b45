import { IconCloudOff } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useOnline } from "../../lib/network.ts";
import styles from "./offline-banner.module.css";

export function OfflineBanner() {
  const { t } = useTranslation("app");
  const online = useOnline();
  return (
    <div role="status">
      {online ? null : (
        <p className={styles.banner}>
          <IconCloudOff aria-hidden size="1.25em" /> {t("offline")}
        </p>
      )}
    </div>
  );
}
