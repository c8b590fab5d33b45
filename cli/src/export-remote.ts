import { writeFile } from "node:fs/promises";
import { createClient, ProblemError } from "@commonpurse/client";

export interface RemoteExport {
  url: string;
  token: string;
  community: string;
  format: "hledger" | "beancount" | "csv" | "parquet";
  from?: string;
  to?: string;
  output?: string;
  json?: boolean;
}

/** A member's export, through the API: for who keeps the books and not the server. Answers the exit code. */
export async function exportRemote(options: RemoteExport): Promise<number> {
  try {
    const { communityId, books } = await fetchBooks(options);
    if (!options.output) process.stdout.write(books);
    else await writeFile(options.output, books, { mode: 0o600 });
    if (options.json) process.stdout.write(`${JSON.stringify({ communityId, file: options.output })}\n`);
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

async function fetchBooks(options: RemoteExport): Promise<{ communityId: string; books: Uint8Array }> {
  const { token, community, format, from, to } = options;
  const baseUrl = options.url.replace(/\/$/, "");
  let received: Promise<Uint8Array> | undefined;
  // The client reads an answer as text; a Parquet file is none, so its bytes are kept as they come.
  const keepBytes: typeof fetch = async (input, init) => {
    const response = await fetch(input, init);
    if (response.ok && new URL(String(input)).pathname.endsWith("/ledger/journal")) received = response.clone().bytes();
    return response;
  };
  const call = createClient({ baseUrl, token, fetch: keepBytes });
  const { items } = await call("GET /v1/me/communities");
  const found = items.find(({ communityId, slug }) => communityId === community || slug === community);
  if (!found) throw new Error(`you are in no community "${community}"`);
  const { communityId } = found;
  await call("GET /v1/communities/{communityId}/ledger/journal", {
    path: { communityId },
    query: { format, ...(from ? { from } : {}), ...(to ? { to } : {}) },
  });
  const books = await received;
  if (!books || !isWhole(books, format)) throw new Error("the books were cut off on the way: try again");
  return { communityId, books };
}

/** What each format ends with, when nothing was cut off; rows of CSV end alike, and the connection tells. */
const ENDS: Readonly<Record<RemoteExport["format"], RegExp>> = {
  hledger: /\n; end of the journal, \d+ transactions?\n$/,
  beancount: /\n; end of the books, \d+ transactions?\n$/,
  csv: /\r\n$/,
  parquet: /PAR1$/,
};

function isWhole(books: Uint8Array, format: RemoteExport["format"]): boolean {
  return ENDS[format].test(Buffer.from(books.subarray(-100)).toString("latin1"));
}
