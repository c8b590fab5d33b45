import "@mantine/notifications/styles.css";
import { Notifications } from "@mantine/notifications";

/** Where short messages appear: above the thumb bar, for as long as they are needed. */
export function Toasts() {
  return <Notifications position="bottom-center" containerWidth="min(30rem, 100%)" />;
}
