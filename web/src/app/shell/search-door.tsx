import { useHotkeys } from "@mantine/hooks";
import { lazy, Suspense, useEffect, useState } from "react";

const Search = lazy(async () => ({ default: (await import("./search.tsx")).Search }));
const OPEN = "cp-open-search";

/** Opens the search from anywhere. */
export function openSearch(): void {
  window.dispatchEvent(new Event(OPEN));
}

/** Loads the search when it is first wanted; by key too: Ctrl K, or a slash outside of fields. */
export function SearchDoor() {
  const [wanted, setWanted] = useState(0);
  useEffect(() => {
    const open = () => setWanted((count) => count + 1);
    window.addEventListener(OPEN, open);
    return () => window.removeEventListener(OPEN, open);
  }, []);
  useHotkeys([
    ["mod+K", openSearch],
    ["/", openSearch],
  ]);
  if (wanted === 0) return null;
  return (
    <Suspense fallback={null}>
      <Search wanted={wanted} />
    </Suspense>
  );
}
