import { localStorageColorSchemeManager, type MantineColorSchemeManager } from "@mantine/core";
import { remember, remembered } from "../lib/remembered.ts";

/** Under the name that `app/boot.js` reads before the first paint. */
export const colourManager: MantineColorSchemeManager = localStorageColorSchemeManager({ key: "cp-colours" });

export function isHighContrast(): boolean {
  return remembered("contrast") === "more";
}

export function setHighContrast(isOn: boolean): void {
  remember("contrast", isOn ? "more" : null);
  if (isOn) document.documentElement.setAttribute("data-contrast", "more");
  else document.documentElement.removeAttribute("data-contrast");
}
