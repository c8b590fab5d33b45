import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AnswerReader } from "./answer-reader.ts";

interface Answer {
  status: number;
  body: string;
  /** Lengths of the chunks; none: the length is told in the head. */
  chunks: number[];
}

const answers = fc.array(
  fc.record<Answer>({
    status: fc.integer({ min: 200, max: 599 }),
    body: fc.string({ unit: fc.constantFrom("a", "\r", "\n", "0", '"'), maxLength: 60 }),
    chunks: fc.array(fc.integer({ min: 1, max: 20 }), { maxLength: 4 }),
  }),
  { minLength: 1, maxLength: 5 },
);

function wireOf({ status, body, chunks }: Answer): string {
  const head = `HTTP/1.1 ${status} X\r\nx-frame-options: SAMEORIGIN\r\n`;
  if (chunks.length === 0) return `${head}content-length: ${body.length}\r\n\r\n${body}`;
  let rest = body;
  let wire = `${head}Transfer-Encoding: chunked\r\n\r\n`;
  for (let index = 0; rest !== ""; index++) {
    const length = chunks[index % chunks.length] ?? 1;
    const chunk = rest.slice(0, length);
    rest = rest.slice(length);
    wire += `${chunk.length.toString(16)}\r\n${chunk}\r\n`;
  }
  return `${wire}0\r\n\r\n`;
}

/** As a socket hands them over: pieces of any size, in a buffer that is longer and full of what was before. */
function readInPieces(wire: string, cuts: readonly number[]): { status: number; body: string }[] {
  const read: { status: number; body: string }[] = [];
  let body = "";
  const reader = new AnswerReader({
    body(bytes, from, to) {
      body += bytes.toString("latin1", from, to);
    },
    end(status) {
      read.push({ status, body });
      body = "";
    },
  });
  const inbox = Buffer.alloc(wire.length + 100, "\r\n\r\n");
  const edges = [...new Set([0, ...cuts.map((cut) => cut % wire.length), wire.length])].sort((a, b) => a - b);
  for (const [index, edge] of edges.entries()) {
    const piece = wire.slice(edge, edges[index + 1]);
    reader.read(inbox, inbox.write(piece, "latin1"));
  }
  return read;
}

describe("the load client's reader of answers", () => {
  it("finds every status and body, however the bytes are cut into pieces", () => {
    fc.assert(
      fc.property(answers, fc.array(fc.nat(), { maxLength: 12 }), (sent, cuts) => {
        const expected = sent.map(({ status, body }) => ({ status, body }));
        expect(readInPieces(sent.map(wireOf).join(""), cuts)).toEqual(expected);
      }),
    );
  });

  it("refuses an answer that tells no length", () => {
    expect(() => readInPieces("HTTP/1.1 200 OK\r\n\r\n", [])).toThrow("no length");
  });
});
