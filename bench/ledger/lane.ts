import { connect, type Socket } from "node:net";
import { AnswerReader } from "./answer-reader.ts";
import type { Request } from "./transfer-request.ts";

/** All connections read into it, one after the other: each has taken what it needs before the next one reads. */
const inbox = Buffer.allocUnsafe(256 * 1024);
const RECONNECT_MS = 50;

export interface LaneListener {
  body?(bytes: Buffer, from: number, to: number): void;
  answered(status: number): void;
  /** The connection broke while a request was under way; it is open again. */
  broke(): void;
}

/** One keep-alive connection with at most one request under way. */
export interface Lane {
  readonly isBusy: boolean;
  /** When the request under way left, or when it was due. */
  since: number;
  send(): void;
  end(): void;
}

export async function openLane(port: number, request: Request, listener: LaneListener): Promise<Lane> {
  let isBusy = false;
  let isOver = false;
  const newReader = () =>
    new AnswerReader({
      ...(listener.body ? { body: listener.body } : {}),
      end(status) {
        isBusy = false;
        listener.answered(status);
      },
    });
  let reader = newReader();
  const open = (): Promise<Socket> =>
    new Promise((resolve, reject) => {
      const onread = {
        buffer: inbox,
        callback: (length: number) => {
          reader.read(inbox, length);
          return true;
        },
      };
      const fresh = connect({ host: "127.0.0.1", port, noDelay: true, onread });
      fresh.on("error", reject);
      fresh.once("connect", () => {
        fresh.once("close", () => void reopen());
        resolve(fresh);
      });
    });
  const reopen = async () => {
    const wasBusy = isBusy;
    isBusy = true;
    reader = newReader();
    for (let isOpen = false; !isOpen && !isOver; ) {
      await new Promise((resolve) => setTimeout(resolve, RECONNECT_MS));
      const fresh = await open().catch(() => null);
      if (fresh) [socket, isOpen] = [fresh, true];
    }
    isBusy = false;
    if (wasBusy && !isOver) listener.broke();
  };
  let socket = await open();
  return {
    get isBusy() {
      return isBusy;
    },
    since: 0,
    send() {
      isBusy = true;
      request.renew();
      socket.write(request.bytes);
    },
    end() {
      isOver = true;
      socket.destroy();
    },
  };
}
