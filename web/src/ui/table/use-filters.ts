import { useNavigate, useSearch } from "@tanstack/react-router";

export type Search = Readonly<Record<string, string | undefined>>;

/** What stands in the address after `?`: filters, the open row. Nothing but texts; a stranger's address breaks nothing. */
export function readSearch(search: Record<string, unknown>): Search {
  const known: Record<string, string> = {};
  for (const [name, value] of Object.entries(search)) {
    if (typeof value === "string" || typeof value === "number" || typeof value === "boolean")
      known[name] = String(value);
  }
  return known;
}

/** Filters that live in the address, so that a link shows the same list. */
export function useFilters(): { search: Search; set: (change: Search, how?: { replace?: boolean }) => void } {
  const search: Search = useSearch({ strict: false });
  const navigate = useNavigate();
  const set = (change: Search, how: { replace?: boolean } = {}) => {
    const next = Object.fromEntries(
      Object.entries({ ...search, ...change }).filter(([, value]) => value !== undefined && value !== ""),
    );
    void navigate({ to: ".", search: next, replace: how.replace ?? true });
  };
  return { search, set };
}
