import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createPerson } from "../../../test/harness/people.ts";
import { createTestServer, type TestServer } from "../../../test/harness/server.ts";
import { checks } from "../checks.ts";
import { type KeptBooks, keepBooks, refusalOf } from "../testing/keep-books.ts";

type Body = Record<string, unknown>;

let server: TestServer;
let books: KeptBooks;

beforeAll(async () => {
  server = await createTestServer();
  books = await keepBooks(server, "exchange");
  await books.open("cash", "ASSET");
  for (const currency of ["KES", "JPY", "KWD", "USD"]) {
    await books.open("bank", "ASSET", { currency });
    await books.open("wallet", "LIABILITY", { currency, floor: 0 });
  }
  await books.move("cash", "wallet", 10_000_000);
});
afterAll(() => server.stop());

interface Terms {
  from?: Body;
  to?: Body;
  rate?: Body;
}

/** KES 1,500.00 of the wallet into yen, unless it is said otherwise. */
function exchange({ from = {}, to = {}, rate = { numerator: 115, denominator: 100 } }: Terms = {}, more: Body = {}) {
  return books.owner.send("POST", `${books.path}/exchanges`, {
    from: { account: "wallet", amount: 150_000, currency: "KES", ...from },
    to: { account: "wallet", currency: "JPY", ...to },
    rate,
    ...more,
  });
}

const linesOf = (body: Body) =>
  (body["entries"] as Body[]).map(
    ({ accountCode, currency, entryType, amount }) => `${accountCode} ${currency} ${entryType} ${amount}`,
  );

const revalue = (body: Body) => books.owner.send("POST", `${books.path}/revaluations`, body);

describe("an exchange", () => {
  it("is one transaction that balances each currency over its position", async () => {
    const { status, body } = await exchange({}, { description: "For the trip", metadata: { desk: 3 } });
    expect([status, body["kind"], body["description"]]).toEqual([201, "exchange", "For the trip"]);
    expect(linesOf(body).toSorted()).toEqual([
      "position/jpy JPY DEBIT 1725",
      "position/kes KES CREDIT 150000",
      "wallet JPY CREDIT 1725",
      "wallet KES DEBIT 150000",
    ]);
    expect(body["metadata"]).toEqual({
      desk: 3,
      exchange: {
        from: "KES",
        fromExponent: 2,
        to: "JPY",
        toExponent: 0,
        rate: "115/100",
        rounding: "0/1",
        rule: "half-even",
      },
    });
  });

  it("keeps what rounding added, exactly", async () => {
    const { body } = await exchange({
      from: { amount: 100 },
      to: { currency: "KWD" },
      rate: { numerator: 1, denominator: 421 },
    });
    expect(linesOf(body)).toContain("wallet KWD CREDIT 2");
    expect((body["metadata"] as { exchange: Body }).exchange).toMatchObject({
      toExponent: 3,
      rate: "1/421",
      rounding: "-158/421",
    });
  });

  it("books an agreed amount's difference where everybody sees it", async () => {
    const agreed = async (amount: number) =>
      linesOf((await exchange({ to: { amount, currency: "USD" }, rate: { numerator: 1, denominator: 130 } })).body);
    const less = ["wallet USD CREDIT 1150", "position/usd USD DEBIT 1154", "exchange/rounding USD CREDIT 4"];
    const more = ["wallet USD CREDIT 1160", "position/usd USD DEBIT 1154", "exchange/rounding USD DEBIT 6"];
    expect(await agreed(1_150)).toEqual(expect.arrayContaining(less));
    expect(await agreed(1_160)).toEqual(expect.arrayContaining(more));
  });

  it("moves money between bank accounts as between wallets", async () => {
    const bank = { account: "bank" };
    const { body } = await exchange({
      from: bank,
      to: { ...bank, currency: "USD" },
      rate: { numerator: 1, denominator: 130 },
    });
    expect(linesOf(body).toSorted()).toEqual([
      "bank KES CREDIT 150000",
      "bank USD DEBIT 1154",
      "position/kes KES DEBIT 150000",
      "position/usd USD CREDIT 1154",
    ]);
  });

  it("is refused with the field to blame, and leaves nothing behind", async () => {
    const tries: [terms: Terms, ...refusal: unknown[]][] = [
      [{ to: { currency: "KES" } }, 422, "exchange_same_currency", "#/to/currency"],
      [{ to: { account: "nobody" } }, 422, "unknown_account", "#/to/account"],
      [{ from: { account: undefined } }, 422, "name_one_account", "#/from"],
      [{ from: { currency: "XTS" } }, 422, "unknown_currency", "#/from/currency"],
      [{ from: { amount: 1 } }, 422, "exchange_out_of_range", "#/from/amount"],
      [{ rate: { numerator: 9e15, denominator: 1 } }, 422, "exchange_out_of_range", "#/from/amount"],
      [{ to: { amount: 1_726 } }, 422, "amount_off_rate", "#/to/amount"],
      [{ rate: { numerator: 0, denominator: 1 } }, 400, "invalid_input", "#/rate/numerator"],
    ];
    const before = await books.read("/trial-balance");
    for (const [terms, ...refusal] of tries)
      expect(await refusalOf(exchange(terms)), JSON.stringify(terms)).toEqual(refusal);
    const poor = await refusalOf(exchange({ from: { amount: 1_000_000_000 } }));
    expect(poor.slice(0, 2)).toEqual([409, "insufficient_funds"]);
    expect((await books.read("/trial-balance"))["items"]).toEqual(before["items"]);
  });

  it("is posted once under one reference, and taken back as a whole", async () => {
    const first = await exchange({}, { reference: "trip/1" });
    expect((await refusalOf(exchange({}, { reference: "trip/1" }))).slice(0, 2)).toEqual([409, "already_posted"]);
    const mirror = await books.owner.send("POST", `${books.path}/transactions/${first.body["id"]}/reversal`, {});
    expect(linesOf(mirror.body)).toContain("position/jpy JPY CREDIT 1725");
  });

  it("takes the permission to post, and is absent for strangers", async () => {
    const body = {
      from: { account: "wallet", amount: 1, currency: "KES" },
      to: { account: "wallet", currency: "JPY" },
      rate: { numerator: 1, denominator: 1 },
    };
    expect((await refusalOf(books.member.send("POST", `${books.path}/exchanges`, body)))[0]).toBe(403);
    const stranger = await createPerson(server, "Chebet");
    expect((await refusalOf(stranger.send("POST", `${books.path}/exchanges`, body)))[0]).toBe(404);
  });
});

describe("a revaluation", () => {
  it("finds what the positions are worth at the rates of the day, and the gain in it", async () => {
    const other = await keepBooks(server, "revaluation");
    await other.open("bank", "ASSET");
    await other.open("bank", "ASSET", { currency: "USD" });
    const bought = {
      from: { account: "bank", amount: 1_293_500, currency: "KES" },
      to: { account: "bank", currency: "USD" },
      rate: { numerator: 100, denominator: 12_935 },
      effectiveDate: "2026-03-10",
    };
    await other.owner.send("POST", `${other.path}/exchanges`, bought);
    const asked = async (rate: Body, more: Body = {}) => {
      const rates = [{ currency: "USD", rate }];
      return (await other.owner.send("POST", `${other.path}/revaluations`, { currency: "KES", rates, ...more })).body;
    };
    const lines = [
      {
        currency: "KES",
        position: -1_293_500,
        rate: { numerator: 1, denominator: 1 },
        value: -1_293_500,
        rounding: "0/1",
      },
      {
        currency: "USD",
        position: 10_000,
        rate: { numerator: 130, denominator: 1 },
        value: 1_300_000,
        rounding: "0/1",
      },
    ];
    expect(await asked({ numerator: 130, denominator: 1 })).toEqual({
      currency: "KES",
      effectiveOn: null,
      lines,
      gain: 6_500,
    });
    expect((await asked({ numerator: 129, denominator: 1 }))["gain"]).toBe(-3_500);
    expect((await asked({ numerator: 12_935, denominator: 100 }))["gain"]).toBe(0);
    const before = await asked({ numerator: 130, denominator: 1 }, { effectiveOn: "2026-03-09" });
    expect(before).toMatchObject({ lines: [], gain: 0 });
  });

  it("asks for the rate of every currency in which there is a position", async () => {
    expect(await refusalOf(revalue({ currency: "KES", rates: [] }))).toEqual([422, "rate_missing", "#/rates"]);
    expect(await refusalOf(revalue({ currency: "XTS", rates: [] }))).toEqual([422, "unknown_currency", "#/currency"]);
    expect(
      (await refusalOf(books.member.send("POST", `${books.path}/revaluations`, { currency: "KES", rates: [] })))[0],
    ).toBe(403);
  });

  it("holds every truth of the books", async () => {
    for (const check of checks) expect(await check.run(server.database.owner), check.name).toEqual([]);
  });
});
