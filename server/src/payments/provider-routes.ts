import Type, { type Static } from "typebox";
import { decodeCursor, pageOf, UUID_PART } from "../platform/cursor.ts";
import { currencies } from "../platform/money.ts";
import { type Route, route } from "../platform/route.ts";
import { changeProvider } from "./change-provider.ts";
import { createProvider } from "./create-provider.ts";
import { type FeeLine, feeLines } from "./fee-schedule.ts";
import { KINDS, localSandbox, PROVIDER_KINDS } from "./gateways.ts";
import { optional } from "./optional.ts";
import { listProviders, withWebhookSecret } from "./provider-queries.ts";
import { CommunityParams, Next, Page } from "./route-parts.ts";
import { NewProvider, Provider, ProviderChange, type ProviderFee, ProviderKind } from "./schemas.ts";
import { providerOut } from "./wire.ts";

const PATH = "/v1/communities/{communityId}/providers";

const list = route({
  method: "GET",
  path: PATH,
  operationId: "listProviders",
  summary: "The payment gateways that are set up, newest first; secrets are never shown",
  entry: "member",
  permission: "payments.view",
  params: CommunityParams,
  query: Type.Object(Page),
  response: Type.Object({ items: Type.Array(Provider), next: Next }),
  async handle(ctx, { query }) {
    const limit = query.limit ?? 50;
    const [before] = decodeCursor(query.after, [UUID_PART]) ?? [];
    const page = pageOf(await listProviders(ctx, { limit: limit + 1, ...optional({ before }) }), limit, (row) => [
      row.id,
    ]);
    const signed = await withWebhookSecret(
      ctx,
      page.rows.map((row) => row.id),
    );
    return { items: page.rows.map((row) => providerOut(ctx, row, signed.has(row.id))), next: page.next };
  },
});

const kinds = route({
  method: "GET",
  path: "/v1/communities/{communityId}/provider-kinds",
  operationId: "listProviderKinds",
  summary: "The payment gateways that there are, with the price that each usually takes",
  entry: "member",
  permission: "payments.view",
  params: CommunityParams,
  response: Type.Object({ items: Type.Array(ProviderKind) }),
  // In production nobody's browser reaches the sandbox's own page.
  before: async ({ config }) => (config.production ? null : localSandbox(config)),
  handle: async (_ctx, _input, { prepared: sandboxUrl }) => ({
    items: PROVIDER_KINDS.map((kind) => ({
      kind,
      localUrl: kind === "sandbox" ? sandboxUrl : null,
      usualFees: feeLines({ kind, currencies: KINDS[kind].currencies ?? currencies(), fees: null }),
    })),
  }),
});

const create = route({
  method: "POST",
  path: PATH,
  operationId: "createProvider",
  summary: "Set a payment gateway up",
  description:
    "Answers with the address to enter at the provider. The key's mode, test or live, stays the provider's for ever.",
  entry: "member",
  permission: "payments.configure",
  params: CommunityParams,
  body: NewProvider,
  status: 201,
  response: Provider,
  async handle(ctx, { body }) {
    const { webhookSecret, baseUrl, fees, ...needed } = body;
    const row = await createProvider(ctx, { ...needed, ...optional({ webhookSecret, baseUrl, fees: feesIn(fees) }) });
    return providerOut(ctx, row, typeof webhookSecret === "string");
  },
});

const change = route({
  method: "PATCH",
  path: `${PATH}/{providerId}`,
  operationId: "changeProvider",
  summary: "Change a payment gateway: name, status, currencies, fees, address, secrets",
  description: "Webhooks signed with the old secret are still accepted for three days after a change.",
  entry: "member",
  permission: "payments.configure",
  params: Type.Object({
    communityId: CommunityParams.properties.communityId,
    providerId: Type.String({ format: "uuid" }),
  }),
  body: ProviderChange,
  response: Provider,
  async handle(ctx, { params, body }) {
    const { version, fees, ...fields } = body;
    const row = await changeProvider(ctx, {
      providerId: params.providerId,
      version,
      ...optional({ ...fields, fees: feesIn(fees) }),
    });
    const signed = await withWebhookSecret(ctx, [row.id]);
    return providerOut(ctx, row, signed.has(row.id));
  },
});

function feesIn(fees: readonly Static<typeof ProviderFee>[] | undefined): FeeLine[] | undefined {
  return fees?.map((line) => ({ ...line, fixedFrom: line.fixedFrom ?? null }));
}

export const providerRoutes: readonly Route[] = [list, kinds, create, change];
