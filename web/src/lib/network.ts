import { useSyncExternalStore } from "react";

let servedFromStore = false;

/** Whether the server can be reached: what the browser thinks, and what the service worker has just found out. */
export function useOnline(): boolean {
  return useSyncExternalStore(watch, () => navigator.onLine && !servedFromStore);
}

function watch(onChange: () => void): () => void {
  const hear = (event: MessageEvent<unknown>) => {
    const { data } = event;
    if (typeof data !== "object" || data === null || !("isReached" in data)) return;
    servedFromStore = data.isReached !== true;
    onChange();
  };
  window.addEventListener("online", onChange);
  window.addEventListener("offline", onChange);
  navigator.serviceWorker?.addEventListener("message", hear);
  return () => {
    window.removeEventListener("online", onChange);
    window.removeEventListener("offline", onChange);
    navigator.serviceWorker?.removeEventListener("message", hear);
  };
}
