/** A seal as it was published: whoever kept it can tell whether the chain is still the same. */
export interface PublishedSeal {
  n: bigint;
  /** 64 hexadecimal digits. */
  hash: string;
  /** Null: said of whichever community is verified. */
  communityId: string | null;
}

const LINE = /^(\d{1,18}):([0-9a-f]{64})(?:\s+\S+Z)?(?:\s+([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}))?$/i;

/** One line to be published: number, hash, when it was sealed, and whose books. */
export function publishedLine(seal: { n: bigint; hash: string; sealedAt: Date; communityId: string }): string {
  return `${seal.n}:${seal.hash} ${seal.sealedAt.toISOString()} ${seal.communityId}`;
}

/** Reads lines of that form; instant and community may be left out. Empty lines and those that begin with # say nothing. Null: not of the form. */
export function parsePublished(text: string): PublishedSeal[] | null {
  const seals: PublishedSeal[] = [];
  for (const line of text.split(/\r?\n/).map((each) => each.trim())) {
    if (line === "" || line.startsWith("#")) continue;
    const [, n, hash, communityId] = LINE.exec(line) ?? [];
    if (n === undefined || hash === undefined) return null;
    seals.push({ n: BigInt(n), hash: hash.toLowerCase(), communityId: communityId?.toLowerCase() ?? null });
  }
  return seals;
}
