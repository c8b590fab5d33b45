import type { App } from "../../../src/app/create-app.ts";
import { createUser, hashPassword } from "../../../src/identity/index.ts";

const PASSWORD = "correct horse battery 7";
const ACTOR = { kind: "system", job: "faults" } as const;

/** A community whose accounts are posted to, and who may. */
export interface Books {
  communityId: string;
  token: string;
  /** Half of them never go below zero. */
  accounts: readonly string[];
}

/** Made through the server's own operations, by a server that is whole. */
export async function createBooks(app: App, accounts = 6): Promise<Books> {
  const email = "treasurer@example.org";
  const passwordHash = await hashPassword(PASSWORD);
  await app.services.run({ as: "nobody", actor: ACTOR }, (ctx) =>
    createUser(ctx, { email, passwordHash, givenName: "Achieng", familyName: "Otieno" }),
  );
  const { token } = await send(app, "", "/v1/sessions", { email, password: PASSWORD, bearer: true });
  const asked = { name: "Faults", slug: "faults", products: ["fundraising"], currency: "KES" };
  const { id: communityId } = await send(app, String(token), "/v1/communities", asked);
  const ids: string[] = [];
  for (let index = 0; index < accounts; index++) {
    const account = { code: `pot/${index}`, type: "LIABILITY", currency: "KES", floor: index % 2 ? 0 : null };
    const { id } = await send(app, String(token), `/v1/communities/${communityId}/ledger/accounts`, account);
    ids.push(String(id));
  }
  return { communityId: String(communityId), token: String(token), accounts: ids };
}

async function send(app: App, token: string, url: string, payload: object): Promise<Record<string, unknown>> {
  const headers = { authorization: `Bearer ${token}`, "idempotency-key": crypto.randomUUID() };
  const answer = await app.api.inject({ method: "POST", url, payload, ...(token ? { headers } : {}) });
  if (answer.statusCode >= 300) throw new Error(`${url}: ${answer.body}`);
  return answer.json();
}
