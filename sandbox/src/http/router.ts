import type { IncomingMessage } from "node:http";
import { notFound, Refused } from "../errors.ts";
import type { Merchant } from "../merchants/merchant.ts";
import { merchantByKey } from "../merchants/merchant-rows.ts";
import type { World } from "../world.ts";
import type { Answer } from "./answer.ts";
import { ensureLoopback } from "./loopback.ts";

export interface Call {
  world: World;
  request: IncomingMessage;
  params: Readonly<Record<string, string>>;
  query: URLSearchParams;
}

export interface MerchantCall extends Call {
  merchant: Merchant;
}

type Reply = Answer | Promise<Answer>;

/**
 * Who may call: `merchant` with its key from anywhere, `control` with a key from this machine, `local` from this machine,
 * `open` everybody who knows the address.
 */
export type Route = { method: string; path: string } & (
  | { access: "merchant" | "control"; handle: (call: MerchantCall) => Reply }
  | { access: "local" | "open"; handle: (call: Call) => Reply }
);

export function route(world: World, routes: readonly Route[], request: IncomingMessage): Reply {
  const [path = "", ...search] = (request.url ?? "").split("?");
  const fitting = routes.flatMap((one) => {
    const params = match(one.path, path);
    return params === null ? [] : [{ one, params }];
  });
  const method = request.method === "HEAD" ? "GET" : request.method;
  const found = fitting.find(({ one }) => one.method === method);
  if (found !== undefined)
    return call(found.one, { world, request, params: found.params, query: new URLSearchParams(search.join("?")) });
  if (fitting.length === 0) throw notFound("address");
  throw new Refused(405, "method_not_allowed", `only ${fitting.map(({ one }) => one.method).join(", ")}`);
}

function call(one: Route, plain: Call): Reply {
  if (one.access === "local" || one.access === "control") ensureLoopback(plain.request);
  if (one.access === "local" || one.access === "open") return one.handle(plain);
  return one.handle({ ...plain, merchant: merchantOf(plain) });
}

export function merchantOf({ world, request }: Call): Merchant {
  const key = /^Bearer (\S{1,200})$/i.exec(request.headers.authorization ?? "")?.[1];
  const merchant = key === undefined ? null : merchantByKey(world.store, key);
  if (merchant === null)
    throw new Refused(401, "unauthorised", "Authorization: Bearer <secretKey> of a known merchant is needed");
  return merchant;
}

/** `/charges/:reference` against `/charges/gift-0001`. */
function match(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern.split("/");
  const given = path.split("/");
  if (wanted.length !== given.length) return null;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? "";
    if (part.startsWith(":")) params[part.slice(1)] = decoded(value);
    else if (part !== value) return null;
  }
  return params;
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    throw notFound("address");
  }
}

export function param(call: Call, name: string): string {
  return call.params[name] ?? "";
}
