import { IconCloudOff } from "@tabler/icons-react";
import { useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import styles from "./offline-banner.module.css";

export function OfflineBanner() {
  const { t } = useTranslation("app");
  const online = useSyncExternalStore(watch, () => navigator.onLine);
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

function watch(onChange: () => void): () => void {
  window.addEventListener("online", onChange);
  window.addEventListener("offline", onChange);
  return () => {
    window.removeEventListener("online", onChange);
    window.removeEventListener("offline", onChange);
  };
}
