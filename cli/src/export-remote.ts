import { writeFile } from "node:fs/promises";
import { type Asked, answering, openBooks } from "./ask-server.ts";

export interface RemoteExport extends Asked {
  format: "hledger" | "beancount" | "csv" | "parquet";
  from?: string;
  to?: string;
  output?: string;
}

/** A member's export, through the API: for who keeps the books and not the server. Answers the exit code. */
export function exportRemote(options: RemoteExport): Promise<number> {
  return answering(options, async () => {
    const { communityId, books } = await fetchBooks(options);
    if (!options.output) process.stdout.write(books);
    else await writeFile(options.output, books, { mode: 0o600 });
    if (options.json) process.stdout.write(`${JSON.stringify({ communityId, file: options.output })}\n`);
  });
}

async function fetchBooks(options: RemoteExport): Promise<{ communityId: string; books: Uint8Array }> {
  const { format, from, to } = options;
  let received: Promise<Uint8Array> | undefined;
  // The client reads an answer as text; a Parquet file is none, so its bytes are kept as they come.
  const keepBytes: typeof fetch = async (input, init) => {
    const response = await fetch(input, init);
    if (response.ok && new URL(String(input)).pathname.endsWith("/ledger/journal")) received = response.clone().bytes();
    return response;
  };
  const { call, communityId } = await openBooks(options, keepBytes);
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
