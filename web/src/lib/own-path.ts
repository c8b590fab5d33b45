/**
 * Where somebody was going before they had to sign in: a path of this application, or nothing. An address from outside could
 * lead anywhere, and browsers read `\` as `/` and leave out tabs and line breaks.
 */
export function ownPath(path: string | undefined): string | null {
  return path !== undefined && /^\/(?![/\\])[^\\\p{Cc}\s]{0,499}$/u.test(path) ? path : null;
}

/** For the address of the next page on the way to sign in. */
export function onwardTo(path: string | undefined): { next?: string } {
  const next = ownPath(path);
  return next === null ? {} : { next };
}
