import { type ExactJson, field, textOf } from "./exact-json.ts";
import type {
  ChargeReport,
  Destination,
  Gateway,
  GatewayConfig,
  Outcome,
  PayoutReport,
  PayoutRequest,
} from "./gateway.ts";
import { UnreadableWebhook } from "./gateway.ts";
import { createPaystackClient, type PaystackClient } from "./paystack-client.ts";
import { findPaystackRefund } from "./paystack-refunds.ts";
import { readCharge, readPayout, readRefund, refundNote } from "./paystack-reports.ts";
import { PAYSTACK_CURRENCIES, toPaystack } from "./paystack-units.ts";
import { readPaystackWebhook } from "./paystack-webhook.ts";
import { isSigned } from "./signatures.ts";

/** Two alphabets: a transaction's reference knows no `_`, a transfer's no capitals, dots or `=`. */
const TRANSACTION_REFERENCE = /^[A-Za-z0-9.=-]{1,100}$/;
const TRANSFER_REFERENCE = /^[a-z0-9_-]{16,50}$/;

export function createPaystackGateway(config: GatewayConfig): Gateway {
  const client = createPaystackClient(config);
  const verifyCharge = (reference: string) => verify(client, config, reference);
  return {
    verifyCharge,
    async initialise(request) {
      const wrong = unfit(TRANSACTION_REFERENCE, request.reference, request.currency);
      if (wrong) return wrong;
      const answer = await client.post("/transaction/initialize", {
        email: request.email,
        amount: Number(toPaystack(request.amount, request.currency)),
        currency: request.currency,
        reference: request.reference,
        callback_url: request.returnUrl,
        metadata: request.metadata,
      });
      if (answer.kind === "refused" && answer.code === "duplicate_reference")
        return known(await verifyCharge(request.reference));
      if (answer.kind !== "done") return answer;
      const checkoutUrl = textOf(field(answer.value, "authorization_url"));
      if (!checkoutUrl) return { kind: "unknown", reason: "answer_without_address" };
      return { kind: "done", value: { checkoutUrl, data: {} } };
    },
    async refund(request) {
      // Never repeated here: Paystack has no idempotency for refunds, a second call is a second refund.
      const answer = await client.post("/refund", {
        transaction: request.chargeReference,
        amount: Number(toPaystack(request.amount, request.currency)),
        currency: request.currency,
        merchant_note: refundNote(request.reference),
      });
      if (answer.kind !== "done") return answer;
      return read(answer.value, (data) => ({
        ...readRefund(data, request.chargeReference),
        reference: request.reference,
      }));
    },
    verifyRefund: (request) => findPaystackRefund(client, request),
    payout: (request) => sendPayout(client, request),
    verifyPayout: (reference) => verifyPayout(client, reference),
    isAuthentic: (headers, body) => isSigned("sha512", config.webhookSecrets, body, headers["x-paystack-signature"]),
    readWebhook: (body) => readPaystackWebhook(body, config.mode),
  };
}

function unfit(
  alphabet: RegExp,
  reference: string,
  currency: string,
): Extract<Outcome<never>, { kind: "refused" }> | null {
  if (!alphabet.test(reference)) {
    return {
      kind: "refused",
      code: "invalid_reference",
      message: "the reference does not fit the provider's alphabet",
    };
  }
  if (!PAYSTACK_CURRENCIES.some((known) => known === currency)) {
    return { kind: "refused", code: "currency_not_supported", message: `Paystack does not settle in ${currency}` };
  }
  return null;
}

/** A charge that was taken before: its page is not told again. */
function known(charge: Outcome<ChargeReport | null>): Awaited<ReturnType<Gateway["initialise"]>> {
  if (charge.kind === "unknown") return charge;
  const data = charge.kind === "done" && charge.value ? charge.value.data : {};
  return { kind: "done", value: { checkoutUrl: null, data } };
}

async function verify(
  client: PaystackClient,
  config: GatewayConfig,
  reference: string,
): Promise<Outcome<ChargeReport | null>> {
  const answer = await client.get(`/transaction/verify/${encodeURIComponent(reference)}`);
  return readOr(answer, reference, (data) => readCharge(data, config.mode));
}

async function verifyPayout(client: PaystackClient, reference: string): Promise<Outcome<PayoutReport | null>> {
  return readOr(await client.get(`/transfer/verify/${encodeURIComponent(reference)}`), reference, readPayout);
}

async function sendPayout(client: PaystackClient, request: PayoutRequest): Promise<Outcome<PayoutReport>> {
  const wrong = unfit(TRANSFER_REFERENCE, request.reference, request.currency);
  if (wrong) return wrong;
  const recipient = await makeRecipient(client, request);
  if (recipient.kind !== "done") return recipient;
  const answer = await client.post("/transfer", {
    source: "balance",
    amount: Number(toPaystack(request.amount, request.currency)),
    currency: request.currency,
    recipient: recipient.value,
    reference: request.reference,
    reason: request.reason,
  });
  if (answer.kind === "refused" && answer.code === "duplicate_reference") {
    const before = await verifyPayout(client, request.reference);
    if (before.kind === "done" && before.value) return { kind: "done", value: before.value };
    // Taken and not to be found: nothing may be concluded from a question that was refused or not answered either.
    return { kind: "unknown", reason: "duplicate_but_not_found" };
  }
  return answer.kind === "done" ? mine(request.reference, read(answer.value, readPayout)) : answer;
}

/** Asking twice for one account gives the recipient made before: nothing is doubled by a repeat. */
async function makeRecipient(client: PaystackClient, request: PayoutRequest): Promise<Outcome<string>> {
  const { destination, currency } = request;
  const answer = await client.post("/transferrecipient", {
    type: recipientType(currency, destination),
    name: destination.name,
    account_number: destination.accountNumber,
    bank_code: destination.bankCode,
    currency,
  });
  if (answer.kind !== "done") return answer;
  const code = textOf(field(answer.value, "recipient_code"));
  return code ? { kind: "done", value: code } : { kind: "unknown", reason: "answer_without_recipient" };
}

const GHANA_MOBILE_MONEY = ["MTN", "ATL", "VOD"];

function recipientType(currency: string, destination: Destination): string {
  const { bankCode } = destination;
  if (currency === "KES") return bankCode === "MPTILL" ? "mobile_money_business" : "mobile_money";
  if (currency === "GHS") return GHANA_MOBILE_MONEY.includes(bankCode) ? "mobile_money" : "ghipss";
  return currency === "ZAR" ? "basa" : "nuban";
}

function read<T>(data: ExactJson, reader: (data: ExactJson) => T): Outcome<T> {
  try {
    return { kind: "done", value: reader(data) };
  } catch (error) {
    if (error instanceof UnreadableWebhook) return { kind: "unknown", reason: "answer_unreadable" };
    throw error;
  }
}

function readOr<T extends { reference: string }>(
  answer: Outcome<ExactJson>,
  reference: string,
  reader: (data: ExactJson) => T,
): Outcome<T | null> {
  if (answer.kind !== "done") return answer;
  return answer.value === null ? { kind: "done", value: null } : mine(reference, read(answer.value, reader));
}

/** An answer about something else tells nothing about ours. */
function mine<T extends { reference: string }>(reference: string, outcome: Outcome<T>): Outcome<T> {
  if (outcome.kind === "done" && outcome.value.reference !== reference)
    return { kind: "unknown", reason: "answer_for_another" };
  return outcome;
}
