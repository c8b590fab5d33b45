import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { describe, expect, onTestFinished, test } from "vitest";
import { readOptions } from "../src/options.ts";
import { startSandbox } from "../src/sandbox.ts";
import { UnusableStore } from "../src/store/store.ts";
import { booksOf, itemsOf, openShop, Shop, scratch, startBench, startReceiver } from "./kit.ts";

const MAIN = fileURLToPath(new URL("../src/main.ts", import.meta.url));

interface Running {
  child: ChildProcess;
  url: string;
}

function spawnSandbox(data: string, ...more: string[]): ChildProcess {
  const child = spawn(process.execPath, [MAIN, "--data", data, "--port", "0", ...more], {
    stdio: ["pipe", "pipe", "pipe"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  return child;
}

async function run(data: string, ...more: string[]): Promise<Running> {
  const child = spawnSandbox(data, ...more);
  if (child.stdout === null) throw new Error("no output");
  for await (const line of createInterface(child.stdout)) {
    const url = /^\{"listening":"(http:\/\/127\.0\.0\.1:\d+)"\}$/.exec(line)?.[1];
    if (url !== undefined) return { child, url };
  }
  throw new Error("it ended before it listened");
}

async function ended(child: ChildProcess): Promise<{ code: unknown; said: string }> {
  let said = "";
  child.stderr?.on("data", (chunk) => (said += String(chunk)));
  const [code]: unknown[] = await once(child, "close");
  return { code, said };
}

describe("a process of its own", () => {
  test("kill -9, and the next start has everything and goes on", async () => {
    const data = scratch();
    const receiver = await startReceiver();
    const first = await run(data);
    const shop = await openShop(first, { webhookUrl: receiver.url });
    await shop.paidCharge("gift-0001", 100_000);
    await shop.charge("gift-0002", 1_000);
    await shop.payout("payout-0001", 10_000);
    const before = [await booksOf(shop), (await shop.get("/payouts")).body, (await shop.get("/statement")).body];
    // Killed while the receiver has the webhook and has not answered yet.
    const reached = new Promise<void>((resolve) => {
      receiver.answer = () => {
        resolve();
        return null;
      };
    });
    const flushing = shop.flush().catch(() => "cut");
    await reached;
    first.child.kill("SIGKILL");
    expect(await flushing).toBe("cut");
    receiver.answer = () => 200;

    const second = await run(data);
    const again = new Shop(second.url, shop.key);
    expect([await booksOf(again), (await again.get("/payouts")).body, (await again.get("/statement")).body]).toEqual(
      before,
    );
    expect((await again.get("/charges/gift-0002")).body.checkoutUrl).toContain(`${second.url}/checkout/`);
    await again.advance(2);
    expect(receiver.received.map((one) => one.event)).toEqual(["charge.success", "charge.success", "payout.success"]);
    expect(receiver.received[1]?.raw).toBe(receiver.received[0]?.raw);
    second.child.kill("SIGTERM");
    expect(await ended(second.child)).toEqual({ code: 0, said: "" });
  });

  test("stops with its parent where it was told to, also in the middle of a silence", async () => {
    const { child, url } = await run(scratch(), "--stop-with-stdin");
    const shop = await openShop({ url });
    const silent = shop.charge("gift-0001", 1_915).catch(() => "cut");
    while ((await shop.get("/charges/gift-0001")).status !== 200);
    child.stdin?.end();
    expect(await ended(child)).toEqual({ code: 0, said: "" });
    expect(await silent).toBe("cut");
  });

  test("one directory is one process's", async () => {
    const data = scratch();
    await run(data);
    const second = startSandbox({ data, port: 0, host: "127.0.0.1", lockWaitMs: 0 });
    await expect(second).rejects.toThrow(new UnusableStore(`another sandbox is using ${data}/sandbox.sqlite`));
  });

  test("a start waits for one that is just stopping", async () => {
    const data = scratch();
    const first = await run(data);
    const second = run(data);
    const stopped = ended(first.child);
    first.child.kill("SIGTERM");
    expect((await stopped).code).toBe(0);
    expect((await fetch(`${(await second).url}/`)).status).toBe(200);
  });

  test("a start that cannot work says why in one line", async () => {
    const { url } = await startBench();
    const busy = await ended(spawnSandbox(scratch(), "--port", new URL(url).port));
    expect(busy).toEqual({ code: 1, said: "sandbox: the port is in use: choose another with --port\n" });
    const nowhere = await ended(spawnSandbox("/dev/null/x"));
    expect([nowhere.code, nowhere.said.split("\n").length]).toEqual([1, 2]);
    expect(nowhere.said).toContain("cannot use /dev/null/x/sandbox.sqlite");
  });
});

describe("its queue", () => {
  test("outlives a clean stop", async () => {
    const data = scratch();
    const receiver = await startReceiver();
    receiver.answer = () => 500;
    const first = await startBench({ data });
    const shop = await openShop(first, { webhookUrl: receiver.url });
    await shop.paidCharge("gift-0001", 1_000);
    await shop.flush();
    await first.close();
    receiver.answer = () => 200;
    const second = await startBench({ data });
    const again = new Shop(second.url, shop.key);
    expect((await again.flush()).body).toMatchObject({ attempted: 0, waiting: 1 });
    expect((await again.advance(5)).body).toMatchObject({ delivered: 1, waiting: 0 });
    const [event] = itemsOf(await again.get("/control/events"));
    expect(event?.deliveries).toMatchObject([{ state: "delivered", attempts: [{ status: 500 }, { status: 200 }] }]);
  });

  test("a stop in the middle of a delivery is no attempt", async () => {
    const data = scratch();
    const receiver = await startReceiver();
    const first = await startBench({ data });
    const shop = await openShop(first, { webhookUrl: receiver.url });
    await shop.paidCharge("gift-0001", 1_000);
    const reached = new Promise<void>((resolve) => {
      receiver.answer = () => {
        resolve();
        return null;
      };
    });
    const flushing = shop.flush().catch(() => null);
    await reached;
    await Promise.all([first.close(), flushing]);
    const second = await startBench({ data });
    const [event] = itemsOf(await new Shop(second.url, shop.key).get("/control/events"));
    expect(event?.deliveries).toMatchObject([{ state: "waiting", attempts: [] }]);
  });
});

describe("options", () => {
  test("defaults, and HOST", () => {
    expect(readOptions(["--data", "x"], {})).toEqual({
      data: "x",
      port: 4010,
      host: "127.0.0.1",
      stopWithStdin: false,
    });
    expect(
      readOptions(["--data", "x", "--port", "0", "--public-url", "https://pay.example/"], { HOST: "::1" }),
    ).toMatchObject({
      port: 0,
      host: "::1",
      publicUrl: "https://pay.example",
    });
    expect(readOptions(["--help"], {})).toBeNull();
  });

  test.each([
    [[]],
    [["--data", ""]],
    [["--data", "x", "--port", "70000"]],
    [["--data", "x", "--port", "1e3"]],
    [["--data", "x", "--public-url", "pay"]],
    [["--colour"]],
  ])("refused: %j", (args) => expect(() => readOptions(args, {})).toThrow());
});
