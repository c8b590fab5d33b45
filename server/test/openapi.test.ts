import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createApi } from "../src/api/create-api.ts";
import { defineModule } from "../src/platform/module.ts";
import { request } from "./harness/people.ts";
import { createTestServer, type TestServer } from "./harness/server.ts";

let server: TestServer;
let paths: Record<string, Record<string, Operation>>;

interface Operation {
  operationId?: string;
  requestBody?: { content: object };
  responses: Record<string, { content?: object }>;
}

beforeAll(async () => {
  server = await createTestServer();
  paths = (await request(server, "GET", "/openapi.json")).body["paths"] as typeof paths;
});
afterAll(() => server.stop());

/** Every address that the server answers under `/v1`, as the document writes it: read off the router's own tree. */
function registered(): string[] {
  const branch: string[] = [];
  return server.app.api
    .printRoutes({ commonPrefix: false })
    .split("\n")
    .flatMap((line) => {
      const [, indent = "", part = "", methods = ""] = /^([│ ]*)[├└]── (\S+)(?: \(([A-Z, ]+)\))?/.exec(line) ?? [];
      branch.splice(indent.length / 4, Number.POSITIVE_INFINITY, part);
      const path = branch.join("").replaceAll(/:(\w+)/g, "{$1}");
      const answered = methods
        .split(", ")
        .filter((method) => method !== "" && method !== "HEAD" && method !== "OPTIONS");
      return path.startsWith("/v1/") ? answered.map((method) => `${method} ${path}`) : [];
    });
}

describe("the OpenAPI document", () => {
  it("has every operation that the server answers, and no other", () => {
    const documented = Object.entries(paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((verb) => `${verb.toUpperCase()} ${path}`),
    );
    expect(registered().length).toBeGreaterThan(80);
    expect(documented.filter((name) => name.includes(" /v1/")).sort()).toEqual(registered().sort());
  });

  it("names each operation once", () => {
    const names = Object.values(paths).flatMap((operations) =>
      Object.values(operations).map(({ operationId }) => operationId),
    );
    expect(names).not.toContain(undefined);
    expect(new Set(names).size).toBe(names.length);
  });

  it("says how files come in and go out", () => {
    const media = paths["/v1/communities/{communityId}/media"]?.["post"];
    expect(media?.requestBody?.content).toMatchObject({
      "multipart/form-data": { schema: { required: ["file"], properties: { file: { format: "binary" } } } },
    });
    const file = paths["/v1/communities/{communityId}/media/{mediaId}"]?.["get"];
    expect(Object.keys(file?.responses["200"]?.content ?? {})).toEqual(["image/webp", "application/pdf"]);
    const table = paths["/v1/communities/{communityId}/goals/{goalId}/gifts.csv"]?.["get"];
    expect(Object.keys(table?.responses["200"]?.content ?? {})).toEqual(["text/csv"]);
  });

  it("lets no operation be added without it", async () => {
    const { services, dispatcher } = server.app;
    const secret = defineModule({
      name: "secret",
      pages: (app) => void app.get("/v1/secret", { schema: { hide: true } }, async () => "nobody knows"),
    });
    const made = createApi({
      services,
      run: services.run,
      modules: [secret],
      dispatcher,
      readiness: { progress: null },
    }).then((api) => api.ready());
    await expect(made).rejects.toThrow("GET /v1/secret is not in the OpenAPI document");
  });

  it("is not generated when code for a schema cannot be built, of what comes in or of what goes out", async () => {
    const { services, dispatcher } = server.app;
    const nowhere = { type: "object", properties: { goal: { $ref: "Nowhere#" } } };
    for (const schema of [{ body: nowhere }, { response: { 200: nowhere } }]) {
      const broken = defineModule({
        name: "broken",
        pages: (app) => {
          const response = { 200: { type: "object", properties: { name: { type: "string" } } } };
          app.post("/whole", { schema: { hide: true, response } }, async () => ({}));
          app.post("/broken", { schema: { hide: true, ...schema } }, async () => ({}));
        },
      });
      const made = createApi({
        services,
        run: services.run,
        modules: [broken],
        dispatcher,
        readiness: { progress: null },
        buildsAll: true,
      }).then((api) => api.ready());
      await expect(made).rejects.toThrow("Nowhere#");
    }
  });
});
