import { readFileSync } from "node:fs";
import type { Target, WorldFiles } from "./plan.ts";
import { below, writeUuid } from "./random.ts";

const ID = 36;
const TOKEN = 43;
/** Three digits, so that the length of a request never changes. */
const [LEAST, MOST] = [100, 999];

/** What may be asked for: the targets, their texts as bytes, and every account's id. */
export interface Book {
  targets: readonly Target[];
  communities: Buffer;
  tokens: Buffer;
  accounts: Buffer;
}

export function readBook({ targetsFile, accountsFile }: WorldFiles): Book {
  const targets: Target[] = JSON.parse(readFileSync(targetsFile, "utf8"));
  return {
    targets,
    communities: joined(
      targets.map((target) => target.communityId),
      ID,
    ),
    tokens: joined(
      targets.map((target) => target.token),
      TOKEN,
    ),
    accounts: readFileSync(accountsFile),
  };
}

function joined(texts: readonly string[], length: number): Buffer {
  if (texts.some((text) => text.length !== length)) throw new Error(`expected ${length} characters each`);
  return Buffer.from(texts.join(""), "latin1");
}

/** Two different accounts of the target; with `hot`, the first account is one of the two, on either side. */
interface Pair {
  debit: number;
  credit: number;
}

function pick({ first, count }: Target, hot: boolean, pair: Pair): void {
  const one = hot ? 0 : below(count);
  const other = (one + 1 + below(count - 1)) % count;
  const isDebit = !hot || below(2) === 0;
  pair.debit = first + (isDebit ? one : other);
  pair.credit = first + (isDebit ? other : one);
}

const BODY = bodyOf("d".repeat(ID), "e".repeat(ID), LEAST);

function bodyOf(debit: string, credit: string, amount: number): string {
  const entry = (accountId: string, entryType: string) => ({ accountId, entryType, amount, currency: "KES" });
  return JSON.stringify({ entries: [entry(debit, "DEBIT"), entry(credit, "CREDIT")] });
}

/** Writes other accounts and another amount into a body that stands at `at`. */
function createBodyWriter(book: Book) {
  const debitAt = BODY.indexOf("d".repeat(ID));
  const creditAt = BODY.indexOf("e".repeat(ID));
  const amountAt = [BODY.indexOf(String(LEAST)), BODY.lastIndexOf(String(LEAST))];
  const pair: Pair = { debit: 0, credit: 0 };
  return (bytes: Buffer, at: number, target: Target, hot: boolean): void => {
    pick(target, hot, pair);
    book.accounts.copy(bytes, at + debitAt, pair.debit * ID, (pair.debit + 1) * ID);
    book.accounts.copy(bytes, at + creditAt, pair.credit * ID, (pair.credit + 1) * ID);
    const amount = LEAST + below(MOST - LEAST + 1);
    for (const offset of amountAt) {
      bytes[at + offset] = 0x30 + Math.floor(amount / 100);
      bytes[at + offset + 1] = 0x30 + (Math.floor(amount / 10) % 10);
      bytes[at + offset + 2] = 0x30 + (amount % 10);
    }
  };
}

/** A request's bytes, written once; `renew` makes the next request of them in place. */
export interface Request {
  bytes: Buffer;
  renew(): void;
}

/** One transfer a request. */
export function createTransferRequest(book: Book, port: number, hot: boolean): Request {
  const { bytes, aim } = createHead(book, port, "transactions", "application/json", BODY);
  const bodyAt = bytes.length - BODY.length;
  const writeBody = createBodyWriter(book);
  return {
    bytes,
    renew() {
      writeBody(bytes, bodyAt, aim(), hot);
    },
  };
}

/** Many transfers a request, one a line. */
export function createBulkRequest(book: Book, port: number, lines: number): Request {
  const line = `${BODY}\n`;
  const body = line.repeat(lines);
  const { bytes, aim } = createHead(book, port, "transactions/bulk", "application/x-ndjson", body);
  const bodyAt = bytes.length - body.length;
  const writeBody = createBodyWriter(book);
  return {
    bytes,
    renew() {
      const target = aim();
      for (let index = 0; index < lines; index++) writeBody(bytes, bodyAt + index * line.length, target, false);
    },
  };
}

/** The whole request as bytes. `aim` chooses a target and a fresh key, writes both into the head and answers the target. */
function createHead(book: Book, port: number, path: string, type: string, body: string) {
  const [community, token, key] = ["c".repeat(ID), "t".repeat(TOKEN), "k".repeat(ID)];
  const head = [
    `POST /v1/communities/${community}/ledger/${path} HTTP/1.1`,
    `host: 127.0.0.1:${port}`,
    `authorization: Bearer ${token}`,
    `idempotency-key: ${key}`,
    `content-type: ${type}`,
    `content-length: ${body.length}`,
  ].join("\r\n");
  const bytes = Buffer.from(`${head}\r\n\r\n${body}`, "latin1");
  const [communityAt, tokenAt, keyAt] = [head.indexOf(community), head.indexOf(token), head.indexOf(key)];
  const aim = (): Target => {
    const index = book.targets.length === 1 ? 0 : below(book.targets.length);
    const target = book.targets[index];
    if (!target) throw new Error("a world without a target");
    book.communities.copy(bytes, communityAt, index * ID, (index + 1) * ID);
    book.tokens.copy(bytes, tokenAt, index * TOKEN, (index + 1) * TOKEN);
    writeUuid(bytes, keyAt);
    return target;
  };
  return { bytes, aim };
}
