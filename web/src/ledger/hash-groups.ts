const GROUP = 8;

/** 64 letters and figures in eights. */
export function hashGroups(hash: string): string[] {
  return hash.match(new RegExp(`.{1,${GROUP}}`, "g")) ?? [];
}
