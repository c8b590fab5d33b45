import { type Call, createClient, newIdempotencyKey, ProblemError } from "@commonpurse/client";
import { type Command, Option } from "commander";
import { withJson } from "./common.ts";

const DEFAULT_URL = "http://127.0.0.1:4400";

/** Which server, as whom, whose books. */
export interface Asked {
  url: string;
  token: string;
  community: string;
  json?: boolean;
}

/** The books of a community, behind a server's API. */
export interface Books {
  call: Call;
  communityId: string;
  /** The community's own: meant where no other is named. */
  currency: string;
}

/** What a verb has to say: for scripts, and for people. */
export interface Told {
  answer: unknown;
  text: string;
}

/** What every verb takes that asks a server as one of its members. */
export function withServer(command: Command): Command {
  return withJson(command)
    .addOption(new Option("--url <address>", "the server").env("COMMONPURSE_URL").default(DEFAULT_URL))
    .addOption(new Option("--token <token>", "a member's bearer token").env("COMMONPURSE_TOKEN").makeOptionMandatory())
    .addOption(
      new Option("--community <id|name>", "whose books: its id or its short name")
        .env("COMMONPURSE_COMMUNITY")
        .makeOptionMandatory(),
    );
}

/** The same, for what creates or moves something. */
export function withKey(command: Command): Command {
  return withServer(command).option("--key <key>", "what was asked under this key is done once (default: a new one)");
}

/** Asks, and tells the answer: as one JSON document, or as text. Answers the exit code. */
export function ask(asked: Asked, work: (books: Books) => Promise<Told>): Promise<number> {
  return answering(asked, async () => {
    const { answer, text } = await work(await openBooks(asked));
    process.stdout.write(asked.json ? `${JSON.stringify(answer)}\n` : `${text}\n`);
  });
}

/** Where no answer came, only the same key tells what became of it. */
export function askOnce(
  asked: Asked & { key?: string },
  work: (books: Books, idempotencyKey: string) => Promise<Told>,
): Promise<number> {
  const key = asked.key ?? newIdempotencyKey();
  return ask(asked, async (books) => {
    try {
      return await work(books, key);
    } catch (error) {
      if (!(error instanceof ProblemError) || (error.status > 0 && error.status < 500)) throw error;
      throw new Error(`${sentenceOf(error, asked.url)}. It may be done or not: say it again with --key ${key}`);
    }
  });
}

/** A refusal is told as its sentence, with exit code 1. */
export async function answering(asked: Pick<Asked, "url" | "json">, work: () => Promise<void>): Promise<number> {
  try {
    await work();
    return 0;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const message = sentenceOf(error, asked.url);
    if (asked.json) process.stdout.write(`${JSON.stringify({ error: message })}\n`);
    process.stderr.write(`commonpurse: ${message}\n`);
    return 1;
  }
}

export async function openBooks(asked: Asked, send: typeof fetch = fetch): Promise<Books> {
  const { url, token, community } = asked;
  const call = createClient({ baseUrl: url.replace(/\/$/, ""), token, fetch: send });
  const { items } = await call("GET /v1/me/communities");
  const found = items.find(({ communityId, slug }) => communityId === community || slug === community);
  if (!found) throw new Error(`you are in no community "${community}"`);
  return { call, communityId: found.communityId, currency: found.currency };
}

function sentenceOf(error: Error, url: string): string {
  if (!(error instanceof ProblemError)) return error.message;
  if (error.code === "offline") return `nothing answers at ${url}`;
  const fields = error.problem.errors.filter(({ detail }) => detail !== "");
  return [error.message, ...fields.map(({ pointer, detail }) => `${pointer} ${detail}`)].join("; ");
}

/** Pages of a list, one after the other, until there are enough. */
export async function upTo<T>(
  most: number,
  page: (query: { limit: number; after?: string }) => Promise<{ items: T[]; next: string | null }>,
): Promise<T[]> {
  const items: T[] = [];
  let next: string | null = null;
  do {
    const found: { items: T[]; next: string | null } = await page({
      limit: Math.min(most - items.length, 200),
      ...(next ? { after: next } : {}),
    });
    items.push(...found.items);
    next = found.next;
  } while (next && items.length < most);
  return items;
}
