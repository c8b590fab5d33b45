import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type IncomingHttpHeaders } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { isFields } from "../src/check.ts";
import { startSandbox } from "../src/sandbox.ts";

export const START = Date.parse("2026-03-02T08:00:00.000Z");
export const SECRET = "whsec_of_the_tests";

export interface Reply {
  status: number;
  body: Readonly<Record<string, unknown>>;
}

/** A time that only the test moves. */
export interface TestClock {
  time: number;
}

export function scratch(): string {
  const directory = mkdtempSync(join(tmpdir(), "sandbox-"));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

export interface Bench {
  url: string;
  clock: TestClock;
  close: () => Promise<void>;
}

/** A sandbox in this process, on a directory of its own and a clock that stands still. */
export async function startBench(
  options: { data?: string; realTime?: boolean; webhookTimeoutMs?: number } = {},
): Promise<Bench> {
  const clock: TestClock = { time: START };
  const sandbox = await startSandbox({
    data: options.data ?? scratch(),
    port: 0,
    host: "127.0.0.1",
    now: options.realTime === true ? Date.now : () => clock.time,
    webhookTimeoutMs: options.webhookTimeoutMs ?? 10_000,
  });
  let open = true;
  const close = async () => {
    if (!open) return;
    open = false;
    await sandbox.close();
  };
  onTestFinished(close);
  return { url: sandbox.url, clock, close };
}

export async function ask(
  url: string,
  method: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Reply> {
  const init: RequestInit = { method, headers };
  if (body !== undefined) {
    init.body = typeof body === "string" ? body : JSON.stringify(body);
    init.headers = { "content-type": "application/json", ...headers };
  }
  const response = await fetch(url, init);
  const text = await response.text();
  const parsed: unknown = text === "" ? {} : JSON.parse(text);
  return { status: response.status, body: isFields(parsed) ? parsed : {} };
}

/** A merchant and the calls that it makes. */
export class Shop {
  readonly url: string;
  readonly key: string;
  readonly headers: Record<string, string>;

  constructor(url: string, key: string) {
    this.url = url;
    this.key = key;
    this.headers = { authorization: `Bearer ${key}` };
  }

  get(path: string): Promise<Reply> {
    return ask(`${this.url}${path}`, "GET", undefined, this.headers);
  }

  post(path: string, body?: unknown): Promise<Reply> {
    return ask(`${this.url}${path}`, "POST", body, this.headers);
  }

  charge(reference: string, amount: number, more: Record<string, unknown> = {}): Promise<Reply> {
    const returnUrl = "http://127.0.0.1:3000/pay/1?x=1";
    return this.post("/charges", {
      reference,
      amount,
      currency: "KES",
      email: "wanjiru@example.org",
      returnUrl,
      ...more,
    });
  }

  async paidCharge(reference: string, amount: number): Promise<Reply> {
    await this.charge(reference, amount);
    return this.post(`/control/charges/${reference}/payment`);
  }

  refund(reference: string, charge: string, amount: number): Promise<Reply> {
    return this.post("/refunds", { reference, charge, amount });
  }

  payout(reference: string, amount: number, accountNumber = "0123456789"): Promise<Reply> {
    const destination = { name: "Otieno Roofing", accountNumber, bankCode: "063" };
    return this.post("/payouts", { reference, amount, currency: "KES", destination, reason: "Roof" });
  }

  flush(options: Record<string, unknown> = {}): Promise<Reply> {
    return this.post("/control/flush", options);
  }

  advance(seconds: number): Promise<Reply> {
    return this.post("/control/advance", { seconds });
  }
}

let shops = 0;

/** In manual mode, so that nothing happens that the test did not ask for. */
export async function openShop(bench: { url: string }, more: Record<string, unknown> = {}): Promise<Shop> {
  shops += 1;
  const shop = new Shop(bench.url, `sk_sandbox_test_${shops}`);
  const settings = {
    secretKey: shop.key,
    webhookSecret: SECRET,
    feeBps: 290,
    feeFixed: 0,
    currencies: ["KES", "NGN"],
    mode: "manual",
    ...more,
  };
  const reply = await ask(`${bench.url}/merchants`, "POST", settings);
  if (reply.status !== 201) throw new Error(JSON.stringify(reply));
  return shop;
}

export interface Received {
  event: string;
  id: string;
  data: Readonly<Record<string, unknown>>;
  raw: string;
  headers: IncomingHttpHeaders;
}

export interface Receiver {
  url: string;
  received: Received[];
  /** What the receiver says to the next webhook; null: nothing, ever. */
  answer: (webhook: Received) => number | null | Promise<number | null>;
}

/** A merchant's end of the webhooks: a real server that writes down what comes. */
export async function startReceiver(): Promise<Receiver> {
  const receiver: Receiver = { url: "", received: [], answer: () => 200 };
  const server = createServer((request, response) => {
    let raw = "";
    request.setEncoding("utf8").on("data", (chunk) => (raw += String(chunk)));
    request.on("end", () => {
      const webhook = { ...read(raw), raw, headers: request.headers };
      receiver.received.push(webhook);
      void Promise.resolve(receiver.answer(webhook)).then((status) => {
        if (status !== null) response.writeHead(status, status === 302 ? { location: "/elsewhere" } : {}).end("thanks");
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  receiver.url = `http://127.0.0.1:${address.port}/hooks/1`;
  return receiver;
}

function read(raw: string): { event: string; id: string; data: Readonly<Record<string, unknown>> } {
  const body: unknown = JSON.parse(raw);
  if (!isFields(body) || !isFields(body.data)) throw new Error(`no event: ${raw}`);
  return { event: String(body.event), id: String(body.id), data: body.data };
}

export function codeOf(reply: Reply): unknown {
  const error = reply.body.error;
  return isFields(error) ? error.code : undefined;
}

export function itemsOf(reply: Reply): Readonly<Record<string, unknown>>[] {
  const items = reply.body.items;
  return Array.isArray(items) ? items.filter(isFields) : [];
}

/** The provider's books of a shop in one currency. */
export async function booksOf(shop: Shop, currency = "KES"): Promise<Readonly<Record<string, unknown>>> {
  const { body } = await shop.get("/control/books");
  const merchants = body.merchants;
  const merchant: unknown = Array.isArray(merchants) ? merchants[0] : undefined;
  const currencies = isFields(merchant) ? merchant.currencies : undefined;
  const found: unknown = Array.isArray(currencies)
    ? currencies.find((one) => isFields(one) && one.currency === currency)
    : undefined;
  return isFields(found) ? found : {};
}
