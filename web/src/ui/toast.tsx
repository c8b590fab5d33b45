import { Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconAlertTriangle, IconCheck } from "@tabler/icons-react";
import { i18n } from "../lib/i18n.ts";

const UNDO_MS = 7_000;

export function toastDone(message: string): void {
  notifications.show({
    message,
    icon: <IconCheck aria-hidden size="1.1em" />,
    color: "accent",
    autoClose: 5_000,
    ...close(),
  });
}

export function toastFault(message: string): void {
  notifications.show({
    message,
    icon: <IconAlertTriangle aria-hidden size="1.1em" />,
    color: "bad",
    autoClose: 12_000,
    role: "alert",
    ...close(),
  });
}

/**
 * In place of "are you sure": says that it is done, offers to take it back, and sends it when the moment has passed or
 * the page is left. `onUndo` puts back what the page has already hidden.
 */
export function toastUndo(message: string, act: () => Promise<void>, onUndo: () => void): void {
  let isOver = false;
  const finish = (how: () => void) => {
    if (isOver) return;
    isOver = true;
    clearTimeout(timer);
    window.removeEventListener("pagehide", carryOut);
    notifications.hide(id);
    how();
  };
  const carryOut = () =>
    finish(() => {
      act().catch((error: unknown) => {
        onUndo();
        toastFault(error instanceof Error && error.message !== "" ? error.message : i18n.t("ui:error.unknown"));
      });
    });
  const timer = setTimeout(carryOut, UNDO_MS);
  window.addEventListener("pagehide", carryOut);
  const id = notifications.show({
    autoClose: false,
    onClose: carryOut,
    color: "accent",
    message: (
      <span className="spread">
        {message}
        <Button size="compact-sm" variant="light" onClick={() => finish(onUndo)}>
          {i18n.t("ui:undo")}
        </Button>
      </span>
    ),
    ...close(),
  });
}

function close() {
  return { closeButtonProps: { "aria-label": i18n.t("ui:close") } };
}
