import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildOpenApi } from "../src/app/openapi.ts";
import { createPerson, type Person } from "./harness/people.ts";
import { createTestServer, type TestServer } from "./harness/server.ts";

type Json = Record<string, unknown>;
interface Operation {
  method: "POST" | "PUT" | "PATCH";
  path: string;
  body: Json;
}

let server: TestServer;
let owner: Person;
let communityId: string;
const operations = await operationsWithBody();

beforeAll(async () => {
  server = await createTestServer();
  owner = await createPerson(server);
  const community = await owner.send("POST", "/v1/communities", {
    name: "Bad input",
    slug: "bad-input",
    products: ["fundraising"],
    currency: "KES",
  });
  communityId = String(community.body["id"]);
});
afterAll(() => server.stop());

/** Every value here is of a wrong type for any field of ours, or out of every bound. */
const WRONG: readonly unknown[] = [[7], { deep: { er: true } }, -1, 1.5, 1e30, "", "\u0000", "x".repeat(100_000)];

async function operationsWithBody(): Promise<Operation[]> {
  const document = (await buildOpenApi()) as { paths: Record<string, Record<string, Json>> };
  return Object.entries(document.paths).flatMap(([path, item]) =>
    (["post", "put", "patch"] as const).flatMap((verb) => {
      const content = (item[verb]?.["requestBody"] as Json | undefined)?.["content"] as
        | Record<string, { schema: Json }>
        | undefined;
      const body = content?.["application/json"]?.schema;
      return body ? [{ method: verb.toUpperCase() as Operation["method"], path, body }] : [];
    }),
  );
}

function addressOf(path: string): string {
  return path.replace("{communityId}", communityId).replaceAll(/\{\w+\}/g, "0193e4c4-0000-7000-8000-000000000000");
}

/** Rows of every table of ours: what a refused request must not change. */
async function countRows(): Promise<string> {
  const { rows } = await sql<{ counts: string }>`
    select string_agg(format('%s=%s', c.oid::regclass, (xpath('/row/n/text()', query_to_xml(format('select count(*) as n from %s', c.oid::regclass), false, true, '')))[1]), ' ' order by c.oid) as counts
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and not c.relispartition and n.nspname in ('identity', 'communities', 'payments', 'fundraising', 'ledger')
       and c.oid::regclass::text not in ('identity.sign_in_attempt', 'identity.session')`.execute(
    server.database.owner,
  );
  return rows[0]?.counts ?? "";
}

describe("bad input", () => {
  it("is there to be tried: the document has operations with bodies", () => {
    expect(operations.length).toBeGreaterThan(10);
  });

  it.each(operations)(
    "$method $path: wrong types, unknown fields and no body are refused with the field, never a fault of ours",
    async ({ method, path, body }) => {
      const address = addressOf(path);
      const before = await countRows();
      let accepted = 0;
      for (const sent of ["[]", "7", "null", '"text"', "true", "{}garbage", JSON.stringify({ unknownField: 1 })]) {
        const answer = await owner.send(method, address, sent);
        expect(answer.status, `${sent} → ${answer.text}`).toBeGreaterThanOrEqual(400);
        expect(answer.status, `${sent} → ${answer.text}`).toBeLessThan(500);
        expect(answer.headers["content-type"]).toContain("application/problem+json");
      }
      for (const name of Object.keys((body["properties"] as Json | undefined) ?? {})) {
        for (const wrong of WRONG) {
          const answer = await owner.send(method, address, { [name]: wrong });
          expect(answer.status, `${name}=${JSON.stringify(wrong).slice(0, 40)} → ${answer.text}`).toBeLessThan(500);
          if (answer.status < 300) accepted++;
        }
        const typed = await owner.send(method, address, { [name]: [[name]] });
        expect(typed.status, `${name}=[[…]] → ${typed.text}`).toBeGreaterThanOrEqual(400);
      }
      // Where every field may be left out, one of these values may be a right one (an empty note).
      if (accepted === 0) expect(await countRows()).toBe(before);
    },
  );
});
