import { createPerson, type Person } from "../../../test/harness/people.ts";
import type { TestServer } from "../../../test/harness/server.ts";

type Body = Record<string, unknown>;

/** A community that keeps its books through the API alone. */
export interface KeptBooks {
  owner: Person;
  /** May enter the community, and nothing in its books. */
  member: Person;
  communityId: string;
  /** Of its books' addresses. */
  path: string;
  /** Opens an account and answers it. */
  open(code: string, type: string, more?: Body): Promise<Body & { id: string }>;
  /** Posts amounts from debited to credited accounts, by their codes, and answers the transaction's id. */
  move(debited: string, credited: string, amount: number, more?: Body): Promise<string>;
  read(path: string): Promise<Body>;
}

export async function keepBooks(server: TestServer, slug: string): Promise<KeptBooks> {
  const owner = await createPerson(server, "Akinyi");
  const member = await createPerson(server, "Baraka");
  const founding = { name: "Books", slug, products: ["fundraising"], currency: "KES", timeZone: "Africa/Nairobi" };
  const communityId = String((await must(owner.send("POST", "/v1/communities", founding)))["id"]);
  const invitation = await must(owner.send("POST", `/v1/communities/${communityId}/invitations`, {}));
  await must(member.send("POST", `/v1/invitations/${invitation["token"]}/acceptance`));
  const path = `/v1/communities/${communityId}/ledger`;
  return {
    owner,
    member,
    communityId,
    path,
    async open(code, type, more = {}) {
      const account = await must(owner.send("POST", `${path}/accounts`, { code, type, currency: "KES", ...more }));
      return { ...account, id: String(account["id"]) };
    },
    async move(debited, credited, amount, more = {}) {
      const entries = [
        { account: debited, entryType: "DEBIT", amount, currency: "KES" },
        { account: credited, entryType: "CREDIT", amount, currency: "KES" },
      ];
      return String((await must(owner.send("POST", `${path}/transactions`, { entries, ...more })))["id"]);
    },
    read: (address) => must(owner.get(`${path}${address}`)),
  };
}

async function must(asked: ReturnType<Person["get"]>): Promise<Body> {
  const { status, body, text } = await asked;
  if (status >= 300) throw new Error(`${status}: ${text}`);
  return body;
}

/** Status, code and the field to blame. */
export async function refusalOf(asked: ReturnType<Person["get"]>): Promise<unknown[]> {
  const { status, body } = await asked;
  const errors = body["errors"] as { pointer: string }[] | undefined;
  return [status, body["code"], errors?.[0]?.pointer];
}
