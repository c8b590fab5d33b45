import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { Book } from "./transfer-request.ts";
import { createBulkRequest, createTransferRequest } from "./transfer-request.ts";

const UUID_V4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const accounts = Array.from({ length: 8 }, () => randomUUID());
const targets = [0, 1].map((index) => ({
  communityId: randomUUID(),
  token: String(index).repeat(43),
  first: index * 4,
  count: 4,
}));
const book: Book = {
  targets,
  communities: Buffer.from(targets.map((target) => target.communityId).join("")),
  tokens: Buffer.from(targets.map((target) => target.token).join("")),
  accounts: Buffer.from(accounts.join("")),
};

interface Entry {
  accountId: string;
  entryType: string;
  amount: number;
}

function parse(bytes: Buffer): { head: string; key: string; transfers: [Entry, Entry][] } {
  const [head = "", body = ""] = bytes.toString("latin1").split("\r\n\r\n");
  expect(Number(/content-length: (\d+)/.exec(head)?.[1])).toBe(body.length);
  const transfers = body
    .trimEnd()
    .split("\n")
    .map((line): [Entry, Entry] => JSON.parse(line).entries);
  return { head, key: /idempotency-key: (\S+)/.exec(head)?.[1] ?? "", transfers };
}

/** The accounts of the community that the head names, posted to with its own member's token. */
function ownAccounts(head: string): string[] {
  const target = targets.find(({ communityId }) => head.includes(`/v1/communities/${communityId}/ledger/transactions`));
  expect(head).toContain(`authorization: Bearer ${target?.token}`);
  return target ? accounts.slice(target.first, target.first + target.count) : [];
}

describe("the load client's requests", () => {
  it("moves money between two different accounts of one community, each under a key of its own", () => {
    const request = createTransferRequest(book, 4400, false);
    const keys = new Set<string>();
    for (let count = 0; count < 500; count++) {
      request.renew();
      const { head, key, transfers } = parse(request.bytes);
      expect(key).toMatch(UUID_V4);
      keys.add(key);
      const own = ownAccounts(head);
      for (const [debit, credit] of transfers) {
        expect([debit.entryType, credit.entryType]).toEqual(["DEBIT", "CREDIT"]);
        expect(own).toContain(debit.accountId);
        expect(own.filter((id) => id !== debit.accountId)).toContain(credit.accountId);
        expect(debit.amount).toBe(credit.amount);
        expect(debit.amount).toBeGreaterThan(99);
      }
    }
    expect(keys.size).toBe(500);
  });

  it("takes the hot account into every transfer, on either side", () => {
    const request = createTransferRequest({ ...book, targets: targets.slice(0, 1) }, 4400, true);
    const sides = new Set<number>();
    for (let count = 0; count < 100; count++) {
      request.renew();
      const [pair] = parse(request.bytes).transfers;
      sides.add(pair?.findIndex(({ accountId }) => accountId === accounts[0]) ?? -1);
    }
    expect([...sides].sort()).toEqual([0, 1]);
  });

  it("carries as many transfers a request as were asked for", () => {
    const request = createBulkRequest(book, 4400, 50);
    request.renew();
    const { transfers } = parse(request.bytes);
    expect(transfers).toHaveLength(50);
    expect(new Set(transfers.map((pair) => JSON.stringify(pair))).size).toBeGreaterThan(10);
  });
});
