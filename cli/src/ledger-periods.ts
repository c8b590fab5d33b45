import type { LedgerClosing, LedgerSeal } from "@commonpurse/client";
import type { Command } from "commander";
import { type Asked, ask, askOnce, type Books, upTo, withKey, withServer } from "./ask-server.ts";
import { count, type Done, day } from "./common.ts";
import { tableOf } from "./table.ts";

const CLOSINGS = "/v1/communities/{communityId}/ledger/closings" as const;

export function addLedgerPeriods(ledger: Command, done: Done): void {
  withKey(ledger.command("close").argument("<day>", "the last day of the period", day))
    .description("close everything effective on or before a day, for ever")
    .addHelpText(
      "after",
      "\nAn account is closed by `close-account`.\n\nExample:\n  commonpurse ledger close 2026-03-31",
    )
    .action(async (through: string, asked: Asked) =>
      done(await askOnce(asked, (books, key) => close(books, key, through))),
    );
  withServer(ledger.command("closings"))
    .description("the closed periods, newest first, with their roots")
    .option("--limit <n>", "so many at the most", count, 12)
    .action(async (asked: Asked & { limit: number }) =>
      done(await ask(asked, (books) => closings(books, asked.limit))),
    );
  withServer(ledger.command("seals"))
    .description("the seals over the books, newest first")
    .option("--limit <n>", "so many at the most", count, 10)
    .action(async (asked: Asked & { limit: number }) => done(await ask(asked, (books) => seals(books, asked.limit))));
}

async function close({ call, communityId }: Books, idempotencyKey: string, through: string) {
  const answer = await call(`POST ${CLOSINGS}`, { path: { communityId }, idempotencyKey, body: { through } });
  return { answer, text: `closed through ${answer.through}` };
}

async function closings({ call, communityId }: Books, most: number) {
  const items = await upTo(most, (query) => call(`GET ${CLOSINGS}`, { path: { communityId }, query }));
  const text = tableOf<LedgerClosing>(items, [
    { head: "through", of: ({ through }) => through },
    { head: "closed", of: ({ closedAt }) => closedAt },
    { head: "transactions", of: ({ transactions }) => String(transactions ?? ""), isNumber: true },
    { head: "root of balances", of: ({ balancesRoot }) => balancesRoot ?? "being made" },
  ]);
  return { answer: { items }, text };
}

async function seals({ call, communityId }: Books, most: number) {
  const items = await upTo(most, (query) =>
    call("GET /v1/communities/{communityId}/ledger/seals", { path: { communityId }, query }),
  );
  const text = tableOf<LedgerSeal>(items, [
    { head: "n", of: ({ n }) => String(n), isNumber: true },
    { head: "sealed", of: ({ sealedAt }) => sealedAt },
    { head: "batches", of: ({ batches }) => String(batches), isNumber: true },
    { head: "hash", of: ({ hash }) => hash },
  ]);
  return { answer: { items }, text };
}
