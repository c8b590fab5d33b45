const MAX = 48;
const FALLBACK = "-goal";

/**
 * An address out of a title: letters of other scripts have no plain form and are left out. Where nothing is left to read,
 * the community's own address stands in for the title.
 */
export function slugOf(title: string, communitySlug: string): string {
  const plain = title.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase();
  const slug = plain
    .replaceAll(/[^a-z0-9]+/g, "-")
    .slice(0, MAX)
    .replaceAll(/^-+|-+$/g, "");
  if (slug.length >= 3) return slug;
  return `${communitySlug.slice(0, MAX - FALLBACK.length).replace(/-+$/, "")}${FALLBACK}`;
}

/** The same with a tail that makes it another: the end of a fresh id, which is random. */
export function slugWithTail(slug: string, freshId: string): string {
  return `${slug}-${freshId.replaceAll("-", "").slice(-6)}`;
}
