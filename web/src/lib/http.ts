import { createClient, ProblemError } from "@commonpurse/client";
import { fetchAskedAhead } from "./asked-ahead.ts";
import { i18n } from "./i18n.ts";
import type { Media } from "./wire.ts";

/** Calls an operation of the contract: `call("GET /v1/me")`. Throws a `ProblemError`, also when nobody answers. */
export const call = createClient({ language: () => i18n.language, fetch: fetchAskedAhead });

/** Sends a photo or a paper; outside of the contract's JSON. */
export async function sendFile(communityId: string, file: File): Promise<Media> {
  const body = new FormData();
  body.append("file", file, file.name);
  const headers = { accept: "application/json", "accept-language": i18n.language };
  const response = await fetch(`/v1/communities/${communityId}/media`, { method: "POST", body, headers }).catch(
    (cause: unknown) => {
      throw new ProblemError({ status: 0, code: "offline", detail: "", errors: [] }, { cause });
    },
  );
  const answer: unknown = await response.json().catch(() => null);
  if (!response.ok)
    throw new ProblemError({
      status: response.status,
      code: textOf(answer, "code"),
      detail: textOf(answer, "detail"),
      errors: [],
    });
  return { id: textOf(answer, "id"), contentType: textOf(answer, "contentType") };
}

function textOf(answer: unknown, name: string): string {
  const value: unknown = typeof answer === "object" && answer !== null ? Reflect.get(answer, name) : undefined;
  return typeof value === "string" ? value : "";
}
