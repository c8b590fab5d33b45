import { Drawer } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import styles from "./sheet.module.css";
import { usePhone } from "./use-phone.ts";

interface SheetProps {
  opened: boolean;
  onClose: () => void;
  title: string;
  children: ReactNode;
}

/** Details beside the list on a wide screen, which stays usable; a sheet from below on a phone. The kit mirrors "right". */
export function Sheet({ opened, onClose, title, children }: SheetProps) {
  const { t } = useTranslation("ui");
  const isPhone = usePhone();
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      title={<span className={styles.title}>{title}</span>}
      position={isPhone ? "bottom" : "right"}
      size={isPhone ? "90%" : "var(--panel)"}
      withOverlay={isPhone}
      lockScroll={isPhone}
      closeOnClickOutside={isPhone}
      trapFocus={isPhone}
      closeButtonProps={{ "aria-label": t("close"), size: "xl" }}
      classNames={{ content: styles.content ?? "", inner: styles.inner ?? "", body: styles.body ?? "" }}
    >
      {children}
    </Drawer>
  );
}
