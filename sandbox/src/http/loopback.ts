import type { IncomingMessage } from "node:http";
import { Refused } from "../errors.ts";

const LOCAL_ADDRESS = /^(::ffff:)?127\.\d+\.\d+\.\d+$|^::1$/;
const LOCAL_HOST = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/i;

/**
 * For the addresses that need no key. A proxy on this machine calls from loopback too, and so does a browser that was
 * talked into it by a foreign name for 127.0.0.1: both tell themselves apart by their headers.
 */
export function ensureLoopback(request: IncomingMessage): void {
  const { headers, socket } = request;
  const proxied = headers.forwarded !== undefined || headers["x-forwarded-for"] !== undefined;
  if (LOCAL_ADDRESS.test(socket.remoteAddress ?? "") && LOCAL_HOST.test(headers.host ?? "") && !proxied) return;
  throw new Refused(403, "loopback_only", "only callers on this machine may do this");
}

/**
 * For forms that need no key: any page on the web may send one to this machine. Not `Origin`: our pages send no referrer,
 * and a browser then says `null` for our own too.
 */
export function ensureNoForeignPage({ headers }: IncomingMessage): void {
  const site = headers["sec-fetch-site"];
  if (site === "same-origin" || (site === undefined && headers.origin === undefined)) return;
  throw new Refused(403, "foreign_page", "only the sandbox's own pages may do this");
}
