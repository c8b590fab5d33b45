import { connect } from "node:net";
import type { Random } from "../random.ts";
import { until } from "../until.ts";
import type { Books } from "./books.ts";
import type { Asked } from "./load.ts";
import { transferWish, type Wish } from "./wishes.ts";

/** Thousands of transfers at the same moment: many on each connection, none waiting for the answer to the one before. */
export interface Flood {
  /** Nobody waits for what becomes of them: each is there once or not at all. */
  readonly asked: readonly Asked[];
  /** Resolves when each is answered: how many were told when to come back. */
  turnedAway(): Promise<number>;
  end(): void;
}

const CONNECTIONS = 12;

export function startFlood(
  url: string,
  books: Books,
  random: Random,
  { name, size }: { name: string; size: number },
): Flood {
  const wishes = Array.from({ length: size }, (_, index) => transferWish(books, random, `${name}-${index}`));
  const { hostname, port } = new URL(url);
  const heard = Array.from({ length: CONNECTIONS }, () => "");
  const sockets = heard.map((_, lane) => {
    const socket = connect({ host: hostname, port: Number(port) });
    socket.on("error", () => undefined);
    socket.on("data", (chunk: Buffer) => {
      heard[lane] += chunk.toString("latin1");
    });
    const own = wishes.filter((_wish, index) => index % CONNECTIONS === lane);
    socket.write(own.map((wish) => bytesOf(wish, books)).join(""));
    return socket;
  });
  const count = (pattern: RegExp) => [...heard.join("").matchAll(pattern)].length;
  return {
    asked: wishes.map(({ key }) => ({ name: key, outcome: "unknown" })),
    async turnedAway() {
      await until("an answer to each of the flood", () => count(/HTTP\/1\.1 \d{3} /g) === size);
      return count(/retry-after: [1-9]/gi);
    },
    end() {
      for (const socket of sockets) socket.destroy();
    },
  };
}

function bytesOf({ path, type, body, key }: Wish, { token }: Books): string {
  const head = [
    `POST ${path} HTTP/1.1`,
    "host: 127.0.0.1",
    `authorization: Bearer ${token}`,
    `idempotency-key: ${key}`,
    `content-type: ${type}`,
    `content-length: ${body.length}`,
  ];
  return `${head.join("\r\n")}\r\n\r\n${body}`;
}
