import type { KeyboardEvent } from "react";
import type { Move } from "./account-tree.ts";

/** Every row has this mark; its first control takes the focus. */
const ROW = "[data-row]";
const CONTROL = "a, button";

/** Carries out a move from the row in which the focus is. */
export function walkTree(event: KeyboardEvent<HTMLElement>, move: Move): void {
  const row = event.target instanceof Element ? event.target.closest<HTMLElement>(ROW) : null;
  if (!row) return;
  event.preventDefault();
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>(ROW)];
  const at = rows.indexOf(row);
  const fold = row.querySelector<HTMLButtonElement>("button[aria-expanded]");
  const isOpen = fold?.getAttribute("aria-expanded") === "true";
  if (move === "next") focus(rows[at + 1]);
  else if (move === "previous") focus(rows[at - 1]);
  else if (move === "first") focus(rows[0]);
  else if (move === "last") focus(rows.at(-1));
  else if (move === "open" && fold && !isOpen) fold.click();
  else if (move === "open") focus(isOpen ? rows[at + 1] : undefined);
  else if (fold && isOpen) fold.click();
  else focus(row.closest("ul")?.closest("li")?.querySelector<HTMLElement>(ROW) ?? undefined);
}

function focus(row: HTMLElement | undefined): void {
  row?.querySelector<HTMLElement>(CONTROL)?.focus();
}
