import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runChecks } from "../src/app/operate/run-checks.ts";
import { must } from "./harness/goals.ts";
import { createPerson, type Person } from "./harness/people.ts";
import { namesOfDays, readRecipe, runRecipe } from "./harness/recipe.ts";
import { createTestServer, type TestServer } from "./harness/server.ts";
import { recordingReporter } from "./operate-tools.ts";

const DOCS = join(import.meta.dirname, "../../docs");
const pageOf = (path: string) => readFileSync(join(DOCS, path), "utf8");
const recipes = readdirSync(join(DOCS, "recipes")).filter((file) => file.endsWith(".md") && file !== "README.md");

let server: TestServer;
let person: Person;

beforeAll(async () => {
  server = await createTestServer();
  person = await createPerson(server, "Amina");
});
afterAll(() => server.stop());

async function booksOfTheirOwn(name: string): Promise<Map<string, string>> {
  const community = { name, currency: "KES", products: [] };
  const communityId = String(must(await person.send("POST", "/v1/communities", community))["id"]);
  return new Map([...namesOfDays(server.clock.now()), ["token", person.token], ["communityId", communityId]]);
}

describe("the recipes for the ledger", () => {
  it.each(recipes)("%s does what it says", async (file) => {
    const page = pageOf(`recipes/${file}`);
    const { steps, ...tables } = readRecipe(page);
    expect(steps.length).toBeGreaterThan(5);
    expect(Object.entries(tables).filter(([, rows]) => !rows?.length)).toEqual([]);
    await runRecipe(server, page, await booksOfTheirOwn(file.replace(".md", "")));
  });

  it("are all in the list", () => {
    const index = pageOf("recipes/README.md");
    expect(recipes.filter((file) => !index.includes(`(${file})`))).toEqual([]);
  });
});

describe("the guide to the ledger by its API", () => {
  it("does what it says, from the sign-up on", async () => {
    const page = pageOf("ledger-api.md");
    expect(readRecipe(page).steps.length).toBeGreaterThan(20);
    await runRecipe(server, page, new Map(namesOfDays(server.clock.now())));
  });
});

describe("a page that lies", () => {
  const books = "/v1/communities/{communityId}/ledger";
  const open = `\`\`\`http\nPOST ${books}/accounts\n\n{ "code": "bank", "type": "ASSET", "currency": "KES" }\n\`\`\`\n`;

  it.each([
    ["an answer", `${open}\n\`\`\`json\n{ "normalSide": "CREDIT" }\n\`\`\`\n`, /line 1: POST/],
    ["a refusal that it does not tell of", open + open, /line 6: POST[\s\S]*account_exists/],
    ["a type", `${open}\n## Accounts\n\n| | |\n| - | - |\n| \`bank\` | EQUITY |\n`, /bank \| EQUITY/],
    ["a posting", `${open}\n## Postings\n\n| | | | |\n| - | - | - | - |\n| x | bank | 1.00 | |\n`, /bank DEBIT 1\.00/],
    [
      "a balance",
      `${open}\n## At the end\n\n| | | | |\n| - | - | - | - |\n| bank | KES | 1.00 | 1.00 |\n`,
      /KES \| 1\.00/,
    ],
    ["an answer that answers nothing", `${open}\nThen:\n\n\`\`\`json\n{}\n\`\`\`\n`, /would not be carried out/],
  ])("about %s is found out", async (_what, page, fault) => {
    await expect(runRecipe(server, page, await booksOfTheirOwn("Lies"))).rejects.toThrow(fault);
  });
});

describe("the books, after all that", () => {
  it("are whole", async () => {
    const results = await runChecks(server.database.ownerUrl, recordingReporter());
    expect(results.filter(({ whole }) => !whole)).toEqual([]);
  });
});
