/** One line for what went wrong in `npm install`, by what npm wrote. */
const REASONS = [
  [/ENOSPC/, "the disk is full"],
  [/EACCES|EPERM|EROFS/, "this folder, or npm's cache folder, may not be written by this user"],
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ENETUNREACH|EHOSTUNREACH|ETIMEDOUT|ERR_SOCKET_TIMEOUT|network/i,
    "the package registry cannot be reached: is there a network, and does npm need a proxy? (npm config get registry)",
  ],
  [
    /CERT|SELF_SIGNED|UNABLE_TO_(GET|VERIFY)/,
    "the package registry's certificate is not trusted (npm config get cafile)",
  ],
  [/EINTEGRITY/, "a package is not the one the lockfile names: its checksum differs"],
  [/E401|E403|ENEEDAUTH/, "the package registry refuses you (npm config get registry)"],
  [/E404|ETARGET|notarget/, "the package registry in use lacks a package"],
  [/ENOMEM|heap out of memory|Killed/, "there is too little memory"],
];

const NOISE = /complete log|_logs|^(code|errno|syscall|path) |EBADENGINE|^deprecated|^config|^[{}]|Unknown .*config/;

export function explainInstall(errors) {
  const reason = REASONS.find(([pattern]) => pattern.test(errors));
  const lines = errors.split("\n").map((line) => line.replace(/^npm (ERR!|error|WARN|warn)\s*/, "").trim());
  const said = lines.find((line) => line && !NOISE.test(line));
  return `packages could not be installed: ${reason ? reason[1] : "npm failed"}${said ? ` [npm: ${said.slice(0, 200)}]` : ""}`;
}
