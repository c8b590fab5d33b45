import "../ui/fonts.css";
import "../ui/kit.css";
import "../ui/base.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { startI18n } from "../lib/i18n.ts";
import { App } from "./app.tsx";
import { router } from "./router.tsx";

async function start(): Promise<void> {
  await startI18n();
  // The shell in the page stands until there is a page to take its place.
  await Promise.all([router.load(), stylesLoaded()]);
  const root = document.getElementById("root");
  if (!root) throw new Error("the page has no #root");
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
  if (import.meta.env.PROD) void keepForOffline();
}

/** `boot.js` has added the styles; while developing they come with their modules. */
async function stylesLoaded(): Promise<void> {
  const link = document.querySelector<HTMLLinkElement>('head link[rel="stylesheet"]');
  if (!link || link.sheet) return;
  await new Promise((resolve) => {
    link.addEventListener("load", resolve);
    link.addEventListener("error", resolve);
  });
}

/** From now on the app opens without a network; what this page has loaded already is kept too. */
async function keepForOffline(): Promise<void> {
  if (!("serviceWorker" in navigator)) return;
  await navigator.serviceWorker.register("/app/sw.js", { scope: "/app/" });
  const { active } = await navigator.serviceWorker.ready;
  const loaded = performance.getEntriesByType("resource").map(({ name }) => new URL(name).pathname);
  active?.postMessage({ keep: loaded });
}

void start();
