/** One line for what went wrong in `npm install`, by what npm wrote. */
const REASONS = [
  [/ENOSPC/, "the disk is full"],
  [/EACCES|EPERM|EROFS/, "this folder, or npm's cache folder, may not be written by this user"],
  [/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ENETUNREACH|EHOSTUNREACH|ETIMEDOUT|ERR_SOCKET_TIMEOUT|network/i,
    "the package registry cannot be reached: is there a network, and does npm need a proxy? (npm config get registry)"],
  [/CERT|SELF_SIGNED|UNABLE_TO_(GET|VERIFY)/, "the package registry's certificate is not trusted (npm config get cafile)"],
  [/EINTEGRITY/, "a package is not the one the lockfile names: its checksum differs"],
  [/E401|E403|ENEEDAUTH/, "the package registry refuses you (npm config get registry)"],
  [/E404|ETARGET|notarget/, "the package registry in use lacks a package"],
  [/ENOMEM|heap out of memory|Killed/, "there is too little memory"],
];

export function explainInstall(errors) {
  const reason = REASONS.find(([pattern]) => pattern.test(errors));
  const lines = errors.split("\n").map((line) => line.replace(/^npm (ERR!|error)\s*/i, "").trim());
  const said = lines.filter((line) => line && !/complete log|^A complete|_logs/.test(line)).find((line) => !/^(code|errno|syscall|path) /.test(line));
  return `packages could not be installed: ${reason ? reason[1] : "npm failed"}${said ? ` [npm: ${said.slice(0, 200)}]` : ""}`;
}
