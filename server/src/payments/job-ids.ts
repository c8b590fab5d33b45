import type { JobPayload } from "../platform/module.ts";
import type { EntryPoint } from "../platform/services.ts";

/** The ids of a job about one row. */
export function idsOf(payload: JobPayload, name: string): { communityId: string; id: string } {
  const communityId = payload["communityId"];
  const id = payload[name];
  if (typeof communityId !== "string" || typeof id !== "string")
    throw new Error(`the job needs communityId and ${name}`);
  return { communityId, id };
}

export function systemEntry(communityId: string, job: string): Extract<EntryPoint, { as: "system" }> {
  return { as: "system", communityId, actor: { kind: "system", job } };
}
