import type { FastifyRequest } from "fastify";
import { actorOf } from "../platform/caller.ts";
import { notFound, refuse } from "../platform/errors.ts";
import { isUuid } from "../platform/ids.ts";
import type { EntryPoint, Services } from "../platform/services.ts";

/** The path's community, for a member or (`visitor`) for everybody where it shows something. */
export async function entryOf(
  services: Services,
  request: FastifyRequest,
  as: "member" | "visitor",
): Promise<Extract<EntryPoint, { communityId: string }>> {
  const caller = await services.identify(request);
  if (as === "member" && !caller) throw refuse("sign_in_required", { status: 401 });
  return { as, communityId: idIn(request, "communityId"), actor: actorOf(caller) };
}

/** An id in the path; what is no id names nothing. */
export function idIn(request: FastifyRequest, name: string): string {
  const { params } = request;
  const value: unknown = typeof params === "object" && params !== null ? Reflect.get(params, name) : undefined;
  if (typeof value !== "string" || !isUuid(value)) throw notFound();
  return value;
}
