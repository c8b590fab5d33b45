const MAX = 48;

/** An address out of a title: letters of other scripts have no plain form and are left out. */
export function slugOf(title: string): string {
  const plain = title.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase();
  const slug = plain
    .replaceAll(/[^a-z0-9]+/g, "-")
    .slice(0, MAX)
    .replaceAll(/^-+|-+$/g, "");
  return slug.length >= 3 ? slug : "goal";
}

/** The same with a tail that makes it another: the end of a fresh id, which is random. */
export function slugWithTail(slug: string, freshId: string): string {
  return `${slug}-${freshId.replaceAll("-", "").slice(-6)}`;
}
