import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildOpenApi } from "../src/app/openapi.ts";
import { must } from "./harness/goals.ts";
import { createLivedCircle, type LivedCircle } from "./harness/lived-circle.ts";
import { type Person, request } from "./harness/people.ts";
import { type Sandbox, startSandbox } from "./harness/sandbox.ts";
import { createTestServer, type TestServer } from "./harness/server.ts";

// Two communities that have lived: nobody of one sees or changes anything of the other, whether by the API or, with every
// policy.ts out of the way, in the database itself.

let server: TestServer;
let sandbox: Sandbox;
let ours: LivedCircle;
let theirs: LivedCircle;

beforeAll(async () => {
  [server, sandbox] = await Promise.all([createTestServer(), startSandbox()]);
  ours = await createLivedCircle(server, sandbox);
  theirs = await createLivedCircle(server, sandbox);
}, 120_000);
afterAll(async () => {
  await server.stop();
  await sandbox.stop();
});

type Json = Record<string, unknown>;
type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
interface Operation {
  name: string;
  method: Method;
  path: string;
  /** Who may come in at all: a member, or also the public. */
  entry: string;
  /** Of the address, without the community. */
  params: string[];
  body: Json | null;
  /** Query parameters that must be there. */
  query: { name: string; schema: Json }[];
}

interface Parameter {
  name: string;
  in: string;
  required?: boolean;
  schema: Json;
}

const operations = await communityOperations();
const inner = operations.filter(({ params }) => params.length > 0);

async function communityOperations(): Promise<Operation[]> {
  const document = (await buildOpenApi()) as { paths: Record<string, Record<string, Json>> };
  return Object.entries(document.paths)
    .filter(([path]) => path.includes("{communityId}"))
    .flatMap(([path, item]) =>
      Object.entries(item).map(([verb, operation]) => {
        const content = (operation["requestBody"] as Json | undefined)?.["content"] as
          | Record<string, { schema: Json }>
          | undefined;
        return {
          name: `${verb.toUpperCase()} ${path.replace("/v1/communities/{communityId}", ":c")}`,
          method: verb.toUpperCase() as Method,
          path,
          entry: String(operation["x-entry"] ?? "member"),
          params: [...path.matchAll(/\{(\w+)\}/g)]
            .map((match) => match[1] ?? "")
            .filter((name) => name !== "communityId"),
          body: content?.["application/json"]?.schema ?? null,
          query: ((operation["parameters"] ?? []) as Parameter[]).filter((one) => one.in === "query" && one.required),
        };
      }),
    );
}

const WORDS = ["Words", "words", "KES", "0123456789", "words.words"];

/** A body that is right by its schema: what is required, with ids of the given community where it wants ids. */
function sample(schema: Json, name: string, ids: Record<string, string>): unknown {
  const { examples, enum: allowed, type } = schema as { examples?: unknown[]; enum?: unknown[]; type?: string };
  if (examples?.length) return examples[0];
  if (allowed) return allowed[0];
  const pattern = schema["pattern"];
  switch (type) {
    case "object": {
      const properties = (schema["properties"] ?? {}) as Record<string, Json>;
      const required = (schema["required"] ?? []) as string[];
      return Object.fromEntries(required.map((key) => [key, sample(properties[key] ?? {}, key, ids)]));
    }
    case "array":
      return Array.from({ length: Number(schema["minItems"] ?? 0) }, () => sample(schema["items"] as Json, name, ids));
    case "integer":
      return Number(schema["minimum"] ?? 1);
    case "boolean":
      return true;
    case "string":
      if (schema["format"] === "uuid") return ids[name] ?? crypto.randomUUID();
      if (schema["format"] === "date") return "2026-01-31";
      if (schema["format"] === "date-time") return new Date(Date.now() + 20 * 86_400_000).toISOString();
      return typeof pattern === "string" ? WORDS.find((word) => new RegExp(pattern, "u").test(word)) : "words words";
    default:
      throw new Error(`no sample for ${name}: ${JSON.stringify(schema)}`);
  }
}

function addressOf({ path }: Operation, ids: Record<string, string>): string {
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const id = ids[name];
    // A new address with a new kind of id: the community's ids must learn it, or it would be tried with nonsense.
    if (!id) throw new Error(`lived-circle.ts has no ${name}`);
    return id;
  });
}

async function ask(
  who: Person | null,
  operation: Operation,
  ids: Record<string, string>,
): Promise<{ status: number; text: string }> {
  // A word that the goals of both communities have, where one searches.
  const wanted = operation.query.map(({ name, schema }): [string, string] => [
    name,
    name === "q" ? "roof" : String(sample(schema, name, ids)),
  ]);
  const query = wanted.length > 0 ? `?${new URLSearchParams(wanted)}` : "";
  const body = operation.body ? sample(operation.body, "", ids) : undefined;
  return request(server, operation.method, addressOf(operation, ids) + query, body, {
    ...(who ? { authorization: `Bearer ${who.token}` } : {}),
    ...(operation.method === "POST" ? { "idempotency-key": crypto.randomUUID() } : {}),
  });
}

/** All rows of a community, to the last byte. */
async function traceOf(communityId: string): Promise<string> {
  const client = new pg.Client({ connectionString: server.database.ownerUrl });
  await client.connect();
  try {
    const parts: string[] = [];
    for (const { name, column } of await tenantTables(client)) {
      const { rows } = await client.query<{ digest: string }>(
        `select coalesce(md5(string_agg(t::text, '' order by t::text)), '') as digest from ${name} t where ${column} = $1`,
        [communityId],
      );
      parts.push(`${name} ${rows[0]?.digest}`);
    }
    return parts.join("\n");
  } finally {
    await client.end();
  }
}

interface TenantTable {
  name: string;
  /** Where the community stands. */
  column: string;
  columns: string[];
}

/** Every table with rows of a community, by the catalogue. The community's own row is its community by its id. */
async function tenantTables(client: pg.Client): Promise<TenantTable[]> {
  const { rows } = await client.query<TenantTable>(`
    select c.oid::regclass::text as name, case when c.oid = 'communities.community'::regclass then 'id' else 'community_id' end as "column",
           array(select quote_ident(a.attname) from pg_attribute a
                  where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' and a.attidentity = ''
                  order by a.attnum) as columns
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and not c.relispartition and n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'graphile_worker', 'public')
       and (c.oid = 'communities.community'::regclass
            or exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'community_id' and not a.attisdropped))
     order by 1`);
  return rows;
}

describe("by the API", () => {
  let before: string;
  beforeAll(async () => {
    before = await traceOf(theirs.circle.communityId);
  });
  afterAll(async () => {
    expect(await traceOf(theirs.circle.communityId)).toBe(before);
  });

  it("there is much to be tried, with an id for each address", () => {
    expect(operations.length).toBeGreaterThan(50);
    for (const operation of operations) expect(addressOf(operation, theirs.ids)).not.toContain("{");
  });

  it.each(operations.filter(({ entry }) => entry === "member"))(
    "$name of another community is absent, 401 for a guest",
    async (operation) => {
      for (const who of [ours.circle.owner, ours.member]) {
        const answer = await ask(who, operation, theirs.ids);
        expect(answer.status, answer.text).toBe(404);
      }
      expect((await ask(null, operation, theirs.ids)).status).toBe(401);
    },
  );

  it.each(inner.filter(({ entry }) => entry !== "member"))(
    "$name of another community's draft is absent for everybody",
    async (operation) => {
      const ids = { ...theirs.ids, goalId: theirs.draftId, mediaId: theirs.draftMediaId };
      for (const who of [ours.circle.owner, ours.member, null]) {
        const answer = await ask(who, operation, ids);
        expect(answer.status, answer.text).toBe(404);
      }
    },
  );

  it.each(inner)(
    "$name with another community's ids at our own address is absent, for our owner too",
    async (operation) => {
      const answer = await ask(ours.circle.owner, operation, { ...theirs.ids, communityId: ours.circle.communityId });
      expect(answer.status, answer.text).toBe(404);
    },
  );

  it.each(inner.filter(({ params }) => params.length > 1))(
    "$name with only the last id of theirs is absent",
    async (operation) => {
      const last = operation.params.at(-1) ?? "";
      const answer = await ask(ours.circle.owner, operation, { ...ours.ids, [last]: theirs.ids[last] ?? "" });
      expect(answer.status, answer.text).toBe(404);
    },
  );

  it.each(
    operations.filter(
      ({ method, params, path }) => method === "GET" && params.length === 0 && !path.endsWith("/events"),
    ),
  )("$name of ours names nothing of theirs", async (operation) => {
    const { status, text } = await ask(ours.circle.owner, operation, ours.ids);
    expect(status, text).toBe(200);
    for (const [name, id] of Object.entries({ ...theirs.ids, draftId: theirs.draftId }))
      expect(text, name).not.toContain(id);
  });

  it("files, tables and live events of theirs are absent", async () => {
    const { path } = theirs.circle;
    for (const address of [
      `${path}/media/${theirs.ids["mediaId"]}`,
      `${path}/goals/${theirs.ids["goalId"]}/gifts.csv`,
      `${path}/events`,
    ]) {
      const { status } = await ours.circle.owner.get(address);
      // A published goal's pictures are for everybody; the one here belongs to a proof of a published goal.
      expect(address.includes("/media/") ? [200, 404] : [403, 404], address).toContain(status);
    }
    expect((await ours.circle.owner.get(`${ours.circle.path}/media/${theirs.ids["mediaId"]}`)).status).toBe(404);
    expect((await ours.circle.owner.get(`${ours.circle.path}/goals/${theirs.ids["goalId"]}/gifts.csv`)).status).toBe(
      404,
    );
  });

  it("an id of theirs in a body of ours is refused", async () => {
    const { path, owner } = ours.circle;
    const money = { amount: 1_000, currency: "KES" };
    const goal = {
      title: "With their picture",
      description: "No.",
      targetAmount: money,
      milestones: [{ title: "All", amount: money }],
    };
    const deadline = new Date(server.clock.now().getTime() + 86_400_000).toISOString();
    const tries: [method: Method, path: string, body: Json][] = [
      ["POST", `${path}/goals`, { ...goal, deadline, photoId: theirs.ids["mediaId"] }],
      [
        "POST",
        `${path}/goals/${ours.ids["goalId"]}/proofs`,
        { title: "Proof", description: "", mediaIds: [theirs.ids["mediaId"]] },
      ],
      ["POST", `${path}/invitations`, { roleIds: [theirs.ids["roleId"]] }],
      ["PATCH", `${path}/members/${ours.ids["userId"]}`, { version: 1, roleIds: [theirs.ids["roleId"]] }],
      [
        "POST",
        `${path}/goals/${ours.ids["goalId"]}/payouts`,
        {
          milestoneId: theirs.ids["milestoneId"],
          destination: { name: "A", accountNumber: "0123456789", bankCode: "063" },
        },
      ],
    ];
    for (const [method, address, body] of tries) {
      const answer =
        method === "PATCH" ? await owner.send("PATCH", address, body) : await owner.send("POST", address, body);
      expect(answer.status, `${address}: ${answer.text}`).toBeGreaterThanOrEqual(400);
      expect(answer.status, `${address}: ${answer.text}`).toBeLessThan(500);
    }
    const another = must(await owner.get(`${path}/goals/${ours.ids["goalId"]}`));
    expect(JSON.stringify(another)).not.toContain(theirs.ids["mediaId"]);
  });
});

describe("in the database alone", () => {
  let client: pg.Client;
  let tables: TenantTable[];
  /** One real row of theirs for each table, as JSON. */
  let rowsOfTheirs: Map<string, string>;

  beforeAll(async () => {
    const owner = new pg.Client({ connectionString: server.database.ownerUrl });
    await owner.connect();
    tables = await tenantTables(owner);
    rowsOfTheirs = new Map();
    for (const { name, column } of tables) {
      const { rows } = await owner.query<{ row: string }>(
        `select to_jsonb(t)::text as row from ${name} t where ${column} = $1 limit 1`,
        [theirs.circle.communityId],
      );
      if (rows[0]) rowsOfTheirs.set(name, rows[0].row);
    }
    await owner.end();
    client = new pg.Client({ connectionString: server.database.appUrl });
    await client.connect();
  });
  afterAll(() => client.end());

  /** What the database answers: how many rows, or its SQLSTATE. Everything is undone. */
  async function attempt(enter: string, statement: string, values: unknown[] = []): Promise<number | string> {
    await client.query("begin");
    try {
      await client.query(enter);
      const { rowCount } = await client.query(statement, values);
      return rowCount ?? 0;
    } catch (error) {
      return error instanceof pg.DatabaseError ? String(error.code) : String(error);
    } finally {
      await client.query("rollback");
    }
  }

  const entries = (): [who: string, enter: string][] => [
    ["a member", `select platform.enter('${ours.circle.communityId}', '${ours.circle.owner.userId}')`],
    ["the public", `select platform.enter('${ours.circle.communityId}', null)`],
    ["the system in our community", `select platform.enter_system('${ours.circle.communityId}')`],
    ["a user alone", `select platform.enter_self('${ours.circle.owner.userId}')`],
    ["nobody", "select platform.enter_nobody()"],
    ["who has not entered", "select 1"],
  ];
  const DENIED = "42501";

  it("the communities have lived: there is a row of theirs in every table", () => {
    expect(tables.map(({ name }) => name).filter((name) => !rowsOfTheirs.has(name))).toEqual([]);
  });

  it("no table shows a row of theirs to anybody who entered ours, or nothing", async () => {
    const shown: string[] = [];
    for (const [who, enter] of entries()) {
      for (const { name, column } of tables) {
        const found = await attempt(enter, `select from ${name} where ${column} = $1`, [theirs.circle.communityId]);
        if (found !== 0 && found !== DENIED) shown.push(`${name} to ${who}: ${found}`);
      }
    }
    expect(shown).toEqual([]);
  });

  it("no table takes a row for them", async () => {
    const taken: string[] = [];
    for (const [who, enter] of entries()) {
      for (const { name, columns } of tables) {
        const row = rowsOfTheirs.get(name);
        if (!row) continue;
        const list = columns.join(", ");
        const answer = await attempt(
          enter,
          `insert into ${name} (${list}) select ${list} from jsonb_populate_record(null::${name}, $1)`,
          [row],
        );
        if (answer !== DENIED) taken.push(`${name} from ${who}: ${answer}`);
      }
    }
    expect(taken).toEqual([]);
  });

  it("no row of theirs is changed, taken over or deleted", async () => {
    const done: string[] = [];
    for (const [who, enter] of entries()) {
      for (const { name, column } of tables) {
        const where = `where ${column} = $1`;
        const answers = {
          change: await attempt(enter, `update ${name} set ${column} = ${column} ${where}`, [
            theirs.circle.communityId,
          ]),
          takeOver: await attempt(enter, `update ${name} set ${column} = '${ours.circle.communityId}' ${where}`, [
            theirs.circle.communityId,
          ]),
          delete: await attempt(enter, `delete from ${name} ${where}`, [theirs.circle.communityId]),
        };
        for (const [what, answer] of Object.entries(answers)) {
          if (answer !== 0 && answer !== DENIED) done.push(`${what} ${name} by ${who}: ${answer}`);
        }
      }
    }
    expect(done).toEqual([]);
  });

  it("no row of ours is handed to them", async () => {
    const handed: string[] = [];
    for (const [who, enter] of entries()) {
      for (const { name, column } of tables) {
        const answer = await attempt(
          enter,
          `update ${name} set ${column} = $1 where ${column} = '${ours.circle.communityId}'`,
          [theirs.circle.communityId],
        );
        // CP010: promised terms, which nobody changes at all.
        if (answer !== 0 && answer !== DENIED && answer !== "CP010") handed.push(`${name} by ${who}: ${answer}`);
      }
    }
    expect(handed).toEqual([]);
  });

  it("a partition lets nobody in, whatever was entered", async () => {
    const { rows } = await client.query<{ name: string }>(`
      select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relispartition and c.relkind in ('r', 'p') and n.nspname !~ '^pg_' order by 1`);
    expect(rows.length).toBeGreaterThan(5);
    const open: string[] = [];
    for (const [who, enter] of entries()) {
      for (const { name } of rows) {
        for (const statement of [`select from ${name}`, `delete from ${name}`, `insert into ${name} default values`]) {
          const answer = await attempt(enter, statement);
          if (answer !== DENIED) open.push(`${statement} by ${who}: ${answer}`);
        }
      }
    }
    expect(open).toEqual([]);
  });

  it("the doors of the books stay shut to who entered another community", async () => {
    const { communityId } = theirs.circle;
    const account = theirs.ids["accountId"] ?? "";
    const doors: [statement: string, values: unknown[]][] = [
      ["select * from ledger.lock(array[$1::uuid], array[$2::uuid], now())", [communityId, account]],
      ["select * from ledger.precedents(array[$1::uuid], '{}', '{}')", [communityId]],
      [
        "select * from ledger.claim_keys(now(), array[$1::uuid], array['\\x00'::bytea], array['\\x00'::bytea], array[$2::uuid])",
        [communityId, account],
      ],
      [
        "select ledger.claim_new_keys(now(), array[$1::uuid], array['\\x00'::bytea], array['\\x00'::bytea], array[$2::uuid])",
        [communityId, account],
      ],
      ["select * from ledger.look(array[$1::uuid], array[$2::uuid])", [communityId, account]],
      ["select ledger.answer_keys(now(), array[$1::uuid], array['\\x00'::bytea], array[null::jsonb])", [communityId]],
      ["select ledger.place_hold($1, $2, $3, 1, 'payout', $2, null)", [communityId, crypto.randomUUID(), account]],
      ["select ledger.capture_hold($1, $2, null, true)", [communityId, crypto.randomUUID()]],
      ["select ledger.release_hold($1, $2)", [communityId, crypto.randomUUID()]],
      [
        "select ledger.open_account($1, $2, 'forged', 'ASSET', 'KES', 'debit', null, '{}', null, 'UTC', null, null)",
        [communityId, crypto.randomUUID()],
      ],
      [
        "select ledger.change_account($1, $2, 'forged', '{}', null, 'UTC', null, null, true, true)",
        [communityId, account],
      ],
      ["select ledger.close_account($1, $2, null)", [communityId, account]],
      ["select ledger.reopen_account($1, $2)", [communityId, account]],
      [
        "select ledger.take_back($1, $2, array[$3::uuid], array[1], array[1])",
        [communityId, crypto.randomUUID(), account],
      ],
      ["select ledger.close_period($1, current_date, now(), null, sha256('a'))", [communityId]],
      ["select ledger.prove_closing($1, current_date, now(), 0, sha256('a'), 0, sha256('a'))", [communityId]],
      ["select ledger.roll_community($1)", [communityId]],
      ["select ledger.seal_waiting(1)", []],
      ["select ledger.roll_up(1, null)", []],
      ["select ledger.expire_due_holds(now(), 1)", []],
      [
        `select ledger.write(now(), now(), array[$1::uuid], array[$2::uuid], 1,
           array[1], array[$2::uuid], array['gift'], array['forged'], array['gift'], array[$2::uuid], array[current_date], array[null::uuid],
           array['forged'], array['{}'::jsonb], array[null::uuid], array[false], '\\x00'::bytea, array[1, 1], array['(0,1)', '(0,1)']::tid[], array[$3::uuid, $3::uuid],
           array[true, false], array[1::bigint, 1::bigint], array['KES', 'KES'], array['a', 'b'], array[1::bigint, 2::bigint], array[1::bigint, 0::bigint])`,
        [communityId, crypto.randomUUID(), account],
      ],
    ];
    for (const [statement, values] of doors) {
      for (const [who, enter] of entries())
        expect(await attempt(enter, statement, values), `${statement} by ${who}`).toBe("CP003");
    }
  });

  it("a community that shows nothing lets nobody in but its members", async () => {
    const enter = (communityId: string, user: string) =>
      attempt("select 1", `select from platform.enter('${communityId}', ${user})`);
    expect(await enter(theirs.circle.communityId, `'${ours.circle.owner.userId}'`)).toBe(1);
    expect(await enter(crypto.randomUUID(), `'${ours.circle.owner.userId}'`)).toBe("CP404");
    const hidden = must(
      await theirs.circle.owner.send("POST", "/v1/communities", {
        name: "Hidden",
        slug: `hidden-${process.pid}`,
        products: ["fundraising"],
        currency: "KES",
      }),
    );
    expect(await enter(String(hidden["id"]), `'${ours.circle.owner.userId}'`)).toBe("CP404");
    expect(await enter(String(hidden["id"]), "null")).toBe("CP404");
    expect(await enter(String(hidden["id"]), `'${theirs.circle.owner.userId}'`)).toBe(1);
  });
});
