import { type Answered, isRecord, recordIn } from "../client.ts";
import type { Random } from "../random.ts";
import type { Books } from "./books.ts";

/** What its sender was told of a transaction. `unknown`: it gave up before it had an answer. */
export type Outcome = { id: string } | { refused: string } | "unknown";

/** A request that posts. Each transaction is known in the books by its name, which is its description. */
export interface Wish {
  path: string;
  type: string;
  body: string;
  /** Its Idempotency-Key. */
  key: string;
  names: readonly string[];
  /** The outcome of each; null where it is to be sent again. */
  read(answered: Answered): Outcome[] | null;
  /** A plain transfer, which a reversal may take back. */
  isPlain: boolean;
}

const JSON_TYPE = "application/json";
const MOST_LINES = 8;

/** One of the three ways to post: bare, in bulk, or by a command (which takes one of `posted` back). */
export function nextWish(books: Books, random: Random, name: string, posted: string[]): Wish {
  const chance = random.next();
  if (chance < 0.15) return bulkWish(books, random, name);
  const taken = chance < 0.35 ? posted.pop() : undefined;
  return taken ? reversalWish(books, taken, name) : transferWish(books, random, name);
}

export function transferWish(books: Books, random: Random, name: string): Wish {
  const reference = random.chance(0.3) ? { reference: name } : {};
  return {
    path: `${ledgerOf(books)}/transactions`,
    type: JSON_TYPE,
    body: JSON.stringify({ ...draft(books, random, name), ...reference }),
    key: name,
    names: [name],
    read: readOne,
    isPlain: true,
  };
}

function reversalWish(books: Books, transactionId: string, name: string): Wish {
  return {
    path: `${ledgerOf(books)}/transactions/${transactionId}/reversal`,
    type: JSON_TYPE,
    body: JSON.stringify({ description: name }),
    key: name,
    names: [name],
    read: readOne,
    isPlain: false,
  };
}

function bulkWish(books: Books, random: Random, name: string): Wish {
  const isTogether = random.chance(0.3);
  const names = Array.from({ length: random.between(2, MOST_LINES) }, (_, line) => `${name}-${line}`);
  return {
    path: `${ledgerOf(books)}/transactions/bulk${isTogether ? "?allOrNothing=true" : ""}`,
    type: "application/x-ndjson",
    body: names.map((line) => JSON.stringify(draft(books, random, line))).join("\n"),
    key: name,
    names,
    read: (answered) => readLines(answered, names.length),
    isPlain: false,
  };
}

function ledgerOf({ communityId }: Books): string {
  return `/v1/communities/${communityId}/ledger`;
}

/** Between two accounts at random, in either direction: they cross all the time. */
function draft({ accounts }: Books, random: Random, description: string) {
  const from = random.between(0, accounts.length - 1);
  const to = (from + random.between(1, accounts.length - 1)) % accounts.length;
  const entry = { amount: random.between(1, 500), currency: "KES" };
  return {
    description,
    entries: [
      { ...entry, entryType: "DEBIT", accountId: accounts[from] },
      { ...entry, entryType: "CREDIT", accountId: accounts[to] },
    ],
  };
}

function readOne({ status, text }: Answered): Outcome[] | null {
  const body = recordIn(text);
  if (status === 201) return [{ id: String(body["id"]) }];
  return body["code"] === "request_in_flight" ? null : [{ refused: String(body["code"]) }];
}

/** A line that failed, or an answer that broke off: the whole body is sent again. */
function readLines({ status, text }: Answered, count: number): Outcome[] | null {
  if (status !== 200) return Array.from({ length: count }, () => ({ refused: String(recordIn(text)["code"]) }));
  const lines = text.trimEnd().split("\n").map(recordIn).filter(isRecord);
  const outcomes = lines.flatMap((line): Outcome[] => {
    if (line["status"] === "posted") return [{ id: String(line["id"]) }];
    return line["status"] === "refused" ? [{ refused: String(line["code"]) }] : [];
  });
  return outcomes.length === count ? outcomes : null;
}
