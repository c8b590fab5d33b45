import type { Config } from "../platform/config.ts";
import type { CommunityContext } from "../platform/context.ts";
import { type ProviderData, UnreadableWebhook, type WebhookReport } from "./gateway.ts";
import { KINDS } from "./gateways.ts";
import { openGateway } from "./open-gateway.ts";
import { WEBHOOK_BODY } from "./seals.ts";
import { sha256Hex } from "./signatures.ts";
import { countDelivery, keepEvent, takeRejectionPlace } from "./webhook-queries.ts";

export interface ReceiveWebhook {
  providerId: string;
  headers: Readonly<Record<string, string | undefined>>;
  body: Buffer;
}

/** The answer to the provider: 200 taken (or known), 400 unreadable, 401 not signed, 404 no such provider. */
export type WebhookAnswer = 200 | 400 | 401 | 404;

const REJECTED_A_DAY = 1_000;

/** Keeps what the provider sent, before anything is done with it; a job does the rest. Bytes are verified as they came. */
export async function receiveWebhook(
  ctx: CommunityContext,
  config: Config,
  input: ReceiveWebhook,
): Promise<WebhookAnswer> {
  const open = await openGateway(ctx, config, input.providerId);
  if (!open) return 404;
  const signature = input.headers[KINDS[open.kind].signatureHeader]?.slice(0, 500) ?? null;
  if (!open.gateway.isAuthentic(input.headers, input.body)) {
    await keepRejected(ctx, input, signature);
    return 401;
  }
  const read = readOrNull(() => open.gateway.readWebhook(input.body));
  if (!read.webhook) {
    await keepEvent(ctx, {
      ...rowOf(ctx, input, signature),
      dedupe_key: `unreadable:${sha256Hex(input.body)}`,
      signature_valid: true,
      status: "failed",
      error: read.error,
    });
    return 400;
  }
  const { id, fresh } = await keepEvent(ctx, {
    ...rowOf(ctx, input, signature),
    dedupe_key: dedupeKeyOf(read.webhook),
    event: read.webhook.event.slice(0, 100),
    data: JSON.stringify(dataOf(read.webhook)),
    signature_valid: true,
    status: "received",
  });
  if (fresh)
    ctx.enqueue({ name: "payments.process_webhook", payload: { communityId: ctx.communityId, webhookEventId: id } });
  return 200;
}

/** Kept for the operator, each once, and no more than a day's places: anybody can write to this address. */
async function keepRejected(ctx: CommunityContext, input: ReceiveWebhook, signature: string | null): Promise<void> {
  const digest = sha256Hex(Buffer.concat([Buffer.from(`${signature ?? ""}\n`), input.body]));
  const dedupeKey = `rejected:${digest}`;
  if (await countDelivery(ctx, input.providerId, dedupeKey)) return;
  if (!(await takeRejectionPlace(ctx, input.providerId, REJECTED_A_DAY))) {
    ctx.log.warn(
      { providerId: input.providerId },
      "a webhook without a valid signature was not kept: the day's places are taken",
    );
    return;
  }
  await keepEvent(ctx, {
    ...rowOf(ctx, input, signature),
    dedupe_key: dedupeKey,
    signature_valid: false,
    status: "rejected",
  });
}

function rowOf(ctx: CommunityContext, input: ReceiveWebhook, signature: string | null) {
  return {
    community_id: ctx.communityId,
    id: ctx.newId(),
    provider_id: input.providerId,
    body: ctx.keys.seal(input.body.toString("base64"), WEBHOOK_BODY),
    body_bytes: input.body.length,
    signature,
    received_at: ctx.now,
    last_received_at: ctx.now,
  };
}

export function readOrNull(read: () => WebhookReport): { webhook: WebhookReport } | { webhook: null; error: string } {
  try {
    return { webhook: read() };
  } catch (error) {
    if (error instanceof UnreadableWebhook) return { webhook: null, error: error.message.slice(0, 500) };
    throw error;
  }
}

function dedupeKeyOf(webhook: WebhookReport): string {
  return webhook.dedupeKey.length <= 200 ? webhook.dedupeKey : `long:${sha256Hex(Buffer.from(webhook.dedupeKey))}`;
}

/** Figures and states, as an operator may see them without opening the body. */
function dataOf({ report }: WebhookReport): ProviderData {
  if (report.kind === "other") return report.data;
  const reference = "chargeReference" in report ? report.chargeReference : report.reference;
  const amount = report.kind === "charge" ? report.paidAmount : report.amount;
  return { ...report.data, reference, amount: amount.toString(), currency: report.currency };
}
