/** The tenant: a household, an office, a savings group, a utility, a fundraising circle. */
export interface Community {
  id: string;
  name: string;
  slug: string;
  products: readonly string[];
  currency: string;
  locale: string;
  timeZone: string;
  showsPublic: boolean;
  version: number;
  createdAt: Date;
  updatedAt: Date;
}

export const PRODUCTS = ["fundraising", "bills", "wallets", "water", "savings"] as const;
export const SLUG_PATTERN = "^[a-z0-9](-?[a-z0-9]){1,59}$";

/** Words of the server's own addresses, which no community may take. */
const RESERVED = new Set(["admin", "api", "app", "commonpurse", "docs", "health", "help", "new", "support", "www"]);

export function isSlug(text: string): boolean {
  return new RegExp(SLUG_PATTERN).test(text) && !RESERVED.has(text);
}

/** A short name for addresses: `Paa la Shule, Kisumu` is `paa-la-shule-kisumu`. Null: nothing in it can be written so. */
export function slugOf(name: string): string | null {
  const slug = name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 48)
    .replace(/-+$/, "");
  return isSlug(slug) ? slug : null;
}
