/**
 * A path of this very server: one slash, and nothing that a browser reads as another host. Browsers take `\` for `/` and
 * leave out tabs and line breaks, so `/\t/host` would lead away as `//host` does.
 */
export const OWN_PATH_PATTERN = "^/(?![/\\\\])[^\\\\\\p{Cc}\\p{Cs}\\s]{0,499}$";
const OWN_PATH = new RegExp(OWN_PATH_PATTERN, "u");

export function isOwnPath(path: string): boolean {
  return OWN_PATH.test(path);
}
