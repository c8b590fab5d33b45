import { writeFile } from "node:fs/promises";
import { createClient, ProblemError } from "@commonpurse/client";

export interface RemoteExport {
  url: string;
  token: string;
  community: string;
  from?: string;
  to?: string;
  output?: string;
  json?: boolean;
}

/** A member's export, through the API: for who keeps the books and not the server. Answers the exit code. */
export async function exportRemote(options: RemoteExport): Promise<number> {
  try {
    const text = await fetchJournal(options);
    if (!options.output) process.stdout.write(text.journal);
    else await writeFile(options.output, text.journal, { mode: 0o600 });
    if (options.json)
      process.stdout.write(`${JSON.stringify({ communityId: text.communityId, file: options.output })}\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const message =
      error instanceof ProblemError && error.code === "offline" ? `nothing answers at ${options.url}` : error.message;
    if (options.json) process.stdout.write(`${JSON.stringify({ error: message })}\n`);
    process.stderr.write(`commonpurse: ${message}\n`);
    return 1;
  }
}

async function fetchJournal({
  url,
  token,
  community,
  from,
  to,
}: RemoteExport): Promise<{ communityId: string; journal: string }> {
  const call = createClient({ baseUrl: url.replace(/\/$/, ""), token });
  const { items } = await call("GET /v1/me/communities");
  const found = items.find(({ communityId, slug }) => communityId === community || slug === community);
  if (!found) throw new Error(`you are in no community "${community}"`);
  const { communityId } = found;
  const journal = await call("GET /v1/communities/{communityId}/ledger/journal", {
    path: { communityId },
    query: { ...(from ? { from } : {}), ...(to ? { to } : {}) },
  });
  // The last line is the proof that nothing was cut off on the way.
  if (!/\n; end of the journal, \d+ transactions?\n$/.test(journal))
    throw new Error("the journal was cut off on the way: try again");
  return { communityId, journal };
}
