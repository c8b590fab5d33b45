import { type Circle, must } from "./goals.ts";

/** What is kept through the API alone: two accounts, a transaction that was taken back in part, and a hold. Answers the hold's id. */
export async function keepBooks(circle: Circle): Promise<{ holdId: string }> {
  const { owner, currency } = circle;
  const path = `${circle.path}/ledger`;
  const open = async (code: string, type: string) =>
    must(await owner.send("POST", `${path}/accounts`, { code, type, currency }));
  await open("books/till", "ASSET");
  await open("books/members", "LIABILITY");
  const entries = [
    { account: "books/till", entryType: "DEBIT", amount: 900, currency },
    { account: "books/members", entryType: "CREDIT", amount: 900, currency },
  ];
  const posted = must(await owner.send("POST", `${path}/transactions`, { entries }));
  must(await owner.send("POST", `${path}/transactions/${posted["id"]}/reversal`, { amount: 300 }));
  const hold = { account: "books/members", amount: 100, currency };
  return { holdId: String(must(await owner.send("POST", `${path}/holds`, hold))["id"]) };
}
