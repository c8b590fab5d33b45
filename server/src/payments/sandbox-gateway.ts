import { type ExactJson, field, textOf } from "./exact-json.ts";
import { type Gateway, type GatewayConfig, type Outcome, UnreadableWebhook } from "./gateway.ts";
import { createSandboxClient, type SandboxClient } from "./sandbox-client.ts";
import { readSandboxCharge, readSandboxPayout, readSandboxRefund, readSandboxWebhook } from "./sandbox-reports.ts";
import { isSigned } from "./signatures.ts";

const TOLERANCE_SECONDS = 300;

/** The built-in provider, spoken to by its page (`sandbox/README.md`) alone. References are unique for ever, so all can be asked for. */
export function createSandboxGateway(config: GatewayConfig): Gateway {
  const client = createSandboxClient(config);
  return {
    async initialise(request) {
      const answer = await takeOrFind(client, "/charges", request.reference, {
        reference: request.reference,
        amount: Number(request.amount),
        currency: request.currency,
        email: request.email,
        returnUrl: request.returnUrl,
        metadata: request.metadata,
      });
      if (answer.kind !== "done") return answer;
      return read(answer.value, (data) => ({
        checkoutUrl: textOf(field(data, "checkoutUrl")),
        data: readSandboxCharge(data).data,
      }));
    },
    verifyCharge: (reference) => find(client, "/charges", reference, readSandboxCharge),
    async refund(request) {
      const answer = await takeOrFind(client, "/refunds", request.reference, {
        charge: request.chargeReference,
        amount: Number(request.amount),
        currency: request.currency,
        reference: request.reference,
      });
      return answer.kind === "done" ? read(answer.value, readSandboxRefund) : answer;
    },
    verifyRefund: (request) => find(client, "/refunds", request.reference, readSandboxRefund),
    async payout(request) {
      const answer = await takeOrFind(client, "/payouts", request.reference, {
        reference: request.reference,
        amount: Number(request.amount),
        currency: request.currency,
        destination: request.destination,
        reason: request.reason.slice(0, 200),
      });
      return answer.kind === "done" ? read(answer.value, readSandboxPayout) : answer;
    },
    verifyPayout: (reference) => find(client, "/payouts", reference, readSandboxPayout),
    isAuthentic: (headers, body) => isAuthentic(config, headers, body),
    readWebhook: readSandboxWebhook,
  };
}

/** A reference that is there already means that the attempt before was taken: then that is the answer. */
async function takeOrFind(
  client: SandboxClient,
  path: string,
  reference: string,
  body: Record<string, unknown>,
): Promise<Outcome<ExactJson>> {
  const answer = await client.post(path, body);
  if (answer.kind !== "refused" || answer.code !== "duplicate_reference") return answer;
  const found = await client.get(`${path}/${encodeURIComponent(reference)}`);
  return found.kind === "done" && found.value !== null ? found : { kind: "unknown", reason: "duplicate_but_not_found" };
}

async function find<T extends { reference: string | null }>(
  client: SandboxClient,
  path: string,
  reference: string,
  reader: (data: ExactJson) => T,
): Promise<Outcome<T | null>> {
  const answer = await client.get(`${path}/${encodeURIComponent(reference)}`);
  if (answer.kind !== "done") return answer;
  if (answer.value === null) return { kind: "done", value: null };
  const report = read(answer.value, reader);
  if (report.kind === "done" && report.value.reference !== reference)
    return { kind: "unknown", reason: "answer_for_another" };
  return report;
}

function read<T>(data: ExactJson, reader: (data: ExactJson) => T): Outcome<T> {
  try {
    return { kind: "done", value: reader(data) };
  } catch (error) {
    if (error instanceof UnreadableWebhook) return { kind: "unknown", reason: "answer_unreadable" };
    throw error;
  }
}

/** The timestamp is signed too and must be of now: a webhook that somebody kept does not verify for ever. */
function isAuthentic(
  config: GatewayConfig,
  headers: Readonly<Record<string, string | undefined>>,
  body: Uint8Array,
): boolean {
  const timestamp = headers["x-sandbox-timestamp"] ?? "";
  if (!/^\d{1,12}$/.test(timestamp)) return false;
  const message = Buffer.concat([Buffer.from(`${timestamp}.`), body]);
  const signed = isSigned("sha256", config.webhookSecrets, message, headers["x-sandbox-signature"]);
  const age = config.now().getTime() / 1000 - Number(timestamp);
  return signed && Math.abs(age) <= TOLERANCE_SECONDS;
}
