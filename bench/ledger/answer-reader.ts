const HEAD_END = Buffer.from("\r\n\r\n", "latin1");
/** `content-length` and `transfer-encoding` without the letters that one writer makes great and another small. */
const LENGTH = Buffer.from("ength: ", "latin1");
const CHUNKED = Buffer.from("ncoding: chunked", "latin1");
const [LF, ZERO, NINE] = [0x0a, 0x30, 0x39];
const MOST_HEAD = 64 * 1024;

type Step = "head" | "body" | "chunk-size" | "chunk" | "chunk-end" | "trailer";

export interface AnswerListener {
  /** A part of the body, free of the transfer's framing; the bytes are the reader's own again afterwards. */
  body?(bytes: Buffer, from: number, to: number): void;
  end(status: number): void;
}

/**
 * Reads the answers of one keep-alive connection, of which one is under way at a time. Nothing becomes a string: an answer
 * that comes whole in one piece, as nearly all do, costs three searches.
 */
export class AnswerReader {
  #step: Step = "head";
  /** The bytes of the body or the chunk that are still to come. */
  #left = 0;
  #status = 0;
  #lineLength = 0;
  /** The beginning of a head that came in pieces. */
  #begun: Buffer | null = null;
  readonly #listener: AnswerListener;

  constructor(listener: AnswerListener) {
    this.#listener = listener;
  }

  /** What has come: the first `length` bytes. */
  read(bytes: Buffer, length: number): void {
    let at = 0;
    while (at < length)
      at = this.#step === "head" ? this.#readHead(bytes, at, length) : this.#readBody(bytes, at, length);
  }

  #readHead(piece: Buffer, at: number, length: number): number {
    const before = this.#begun?.length ?? 0;
    const bytes = this.#begun ? Buffer.concat([this.#begun, piece.subarray(at, length)]) : piece.subarray(0, length);
    const from = this.#begun ? 0 : at;
    const end = bytes.indexOf(HEAD_END, from);
    if (end < 0) {
      if (bytes.length - from > MOST_HEAD) throw new Error("an answer without an end of its head");
      this.#begun = Buffer.from(bytes.subarray(from));
      return length;
    }
    this.#begun = null;
    this.#status = number(bytes, from + 9, from + 12);
    const lengthAt = bytes.indexOf(LENGTH, from);
    if (lengthAt >= 0 && lengthAt < end) {
      this.#left = number(bytes, lengthAt + LENGTH.length, end);
      this.#step = "body";
      if (this.#left === 0) this.#finish();
    } else if (isWithin(bytes.indexOf(CHUNKED, from), end)) {
      this.#left = 0;
      this.#step = "chunk-size";
    } else throw new Error("an answer that tells no length");
    return at + end + HEAD_END.length - from - before;
  }

  #readBody(bytes: Buffer, at: number, length: number): number {
    switch (this.#step) {
      case "body":
      case "chunk":
        return this.#take(bytes, at, length);
      case "chunk-size":
        return this.#readSize(bytes, at, length);
      default:
        return this.#skipLine(bytes, at, length);
    }
  }

  #take(bytes: Buffer, at: number, length: number): number {
    const to = Math.min(length, at + this.#left);
    this.#listener.body?.(bytes, at, to);
    this.#left -= to - at;
    if (this.#left > 0) return to;
    if (this.#step === "body") this.#finish();
    else this.#step = "chunk-end";
    return to;
  }

  #readSize(bytes: Buffer, at: number, length: number): number {
    for (let index = at; index < length; index++) {
      const byte = bytes[index] ?? 0;
      if (byte === LF) {
        this.#step = this.#left === 0 ? "trailer" : "chunk";
        return index + 1;
      }
      const digit = hexDigit(byte);
      if (digit >= 0) this.#left = this.#left * 16 + digit;
    }
    return length;
  }

  /** The end of a chunk is one line; an empty one ends the trailer, and the answer with it. */
  #skipLine(bytes: Buffer, at: number, length: number): number {
    for (let index = at; index < length; index++) {
      if (bytes[index] !== LF) {
        this.#lineLength++;
        continue;
      }
      const isEmpty = this.#lineLength <= 1;
      this.#lineLength = 0;
      if (this.#step === "chunk-end") this.#step = "chunk-size";
      else if (isEmpty) this.#finish();
      return index + 1;
    }
    return length;
  }

  #finish(): void {
    this.#step = "head";
    this.#listener.end(this.#status);
  }
}

function isWithin(at: number, end: number): boolean {
  return at >= 0 && at < end;
}

function number(bytes: Buffer, from: number, to: number): number {
  let value = 0;
  for (let at = from; at < to; at++) {
    const byte = bytes[at] ?? 0;
    if (byte < ZERO || byte > NINE) break;
    value = value * 10 + byte - ZERO;
  }
  return value;
}

function hexDigit(byte: number): number {
  if (byte >= ZERO && byte <= NINE) return byte - ZERO;
  const letter = byte | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
}
