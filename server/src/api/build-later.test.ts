import { Ajv } from "ajv";
import Fastify, { type FastifyInstance, type FastifyPluginAsync } from "fastify";
import { describe, expect, it } from "vitest";
import { serializeLater, validateLater } from "./build-later.ts";

const MEMBER = { type: "object", properties: { name: { type: "string" } }, required: ["name"] };

/** Three routes that would send more than they may, in a scope that learns of its schemas as it goes. */
async function open(): Promise<FastifyInstance> {
  const app = Fastify();
  const routes: FastifyPluginAsync = async (scope) => {
    serializeLater(scope);
    for (const path of ["/first", "/second", "/third"]) {
      if (!scope.getSchema("Member")) scope.addSchema({ ...MEMBER, $id: "Member" });
      const response = {
        200: { type: "object", properties: { member: { $ref: "Member#" } } },
        "4xx": { $ref: "Member#" },
      };
      scope.get<{ Querystring: { status?: string } }>(path, { schema: { response } }, async (request, reply) => {
        reply.status(Number(request.query.status ?? "200"));
        const member = { name: "Amina", password: "secret" };
        return request.query.status ? member : { member, token: "secret" };
      });
    }
  };
  await app.register(routes);
  return app;
}

describe("serialisers that are built at the first answer", () => {
  it("send what the schema names and no more, at every route, the first time and later", async () => {
    const app = await open();
    for (const path of ["/first", "/second", "/third", "/third", "/second", "/first"]) {
      expect((await app.inject(path)).body).toBe('{"member":{"name":"Amina"}}');
      expect((await app.inject(`${path}?status=404`)).body).toBe('{"name":"Amina"}');
    }
    await app.close();
  });

  it("refuse what lacks a part that the schema demands", async () => {
    const app = Fastify();
    const routes: FastifyPluginAsync = async (scope) => {
      serializeLater(scope);
      for (const path of ["/first", "/second"])
        scope.get(path, { schema: { response: { 200: MEMBER } } }, async () => ({ title: "Dr" }));
    };
    await app.register(routes);
    for (const path of ["/first", "/second"]) expect((await app.inject(path)).statusCode).toBe(500);
    await app.close();
  });
});

describe("validators that are built at the first request", () => {
  it("are built once, and tell the faults of the value at hand", () => {
    let times = 0;
    const validate = validateLater(() => {
      times++;
      return new Ajv().compile(MEMBER);
    });
    expect(times).toBe(0);
    expect(validate({})).toBe(false);
    expect(validate.errors).toMatchObject([{ keyword: "required" }]);
    expect(validate({ name: 7 })).toBe(false);
    expect(validate.errors).toMatchObject([{ keyword: "type" }]);
    expect(validate({ name: "Amina" })).toBe(true);
    expect(validate.errors).toBeNull();
    expect(times).toBe(1);
  });
});
