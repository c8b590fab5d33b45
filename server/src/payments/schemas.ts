import Type, { type Static, type TSchema } from "typebox";
import { PROVIDER_KINDS } from "./gateways.ts";

const Id = Type.String({ format: "uuid" });
const Instant = Type.String({ format: "date-time" });
const Currency = Type.String({ pattern: "^[A-Z]{3}$", examples: ["KES"] });
const Nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const Money = Type.Object({ amount: Type.Integer({ description: "Minor units" }), currency: Currency });
const ProviderData = Type.Record(Type.String(), Type.Unknown(), {
  description: "What the provider told, without personal data",
});

export const ProviderKindSchema = Type.Enum([...PROVIDER_KINDS]);
const ProviderStatus = Type.Enum(["active", "disabled"]);

export const ProviderFee = Type.Object(
  {
    currency: Currency,
    bps: Type.Integer({ minimum: 0, maximum: 5000, description: "Hundredths of a per cent of the amount" }),
    fixed: Type.Integer({ minimum: 0, maximum: 1_000_000_000, description: "Minor units" }),
    fixedFrom: Type.Optional(
      Nullable(
        Type.Integer({
          minimum: 0,
          maximum: 1_000_000_000_000,
          description: "The fixed part is waived below this; null: never",
        }),
      ),
    ),
    cap: Nullable(Type.Integer({ minimum: 0, maximum: 1_000_000_000_000, description: "Minor units; null: none" })),
  },
  { $id: "ProviderFee", description: "The estimate shown before paying" },
);

export const ProviderKind = Type.Object(
  {
    kind: ProviderKindSchema,
    localUrl: Nullable(
      Type.String({ description: "One that runs beside this server, with a page that makes test keys; null: none" }),
    ),
    usualFees: Type.Array(ProviderFee, {
      description: "What it usually takes, for each currency that it can be set up for",
    }),
  },
  { $id: "ProviderKind" },
);

export const Provider = Type.Object(
  {
    id: Id,
    kind: ProviderKindSchema,
    name: Type.String(),
    status: ProviderStatus,
    mode: Type.Enum(["test", "live"]),
    baseUrl: Type.String(),
    currencies: Type.Array(Currency),
    fees: Type.Array(ProviderFee, { description: "For each currency: the stated price, else the usual one" }),
    webhookUrl: Type.String({ description: "The address to enter at the provider" }),
    hasWebhookSecret: Type.Boolean({ description: "False: the secret key signs webhooks too" }),
    version: Type.Integer(),
    createdAt: Instant,
    updatedAt: Instant,
  },
  { $id: "Provider" },
);

const ProviderFields = {
  name: Type.String({ minLength: 1, maxLength: 120 }),
  secretKey: Type.String({ minLength: 8, maxLength: 200, description: "Never shown again" }),
  webhookSecret: Nullable(Type.String({ pattern: "^[\\x21-\\x7e]{8,200}$", description: "Never shown again" })),
  baseUrl: Type.String({ minLength: 8, maxLength: 500 }),
  currencies: Type.Array(Currency, { minItems: 1, maxItems: 30 }),
  fees: Type.Array(ProviderFee, { maxItems: 30 }),
};

export const NewProvider = Type.Object(
  {
    kind: ProviderKindSchema,
    name: ProviderFields.name,
    secretKey: ProviderFields.secretKey,
    webhookSecret: Type.Optional(ProviderFields.webhookSecret),
    baseUrl: Type.Optional(ProviderFields.baseUrl),
    currencies: ProviderFields.currencies,
    fees: Type.Optional(ProviderFields.fees),
  },
  { $id: "NewProvider" },
);

export const ProviderChange = Type.Object(
  {
    version: Type.Integer({ minimum: 1 }),
    name: Type.Optional(ProviderFields.name),
    status: Type.Optional(ProviderStatus),
    secretKey: Type.Optional(ProviderFields.secretKey),
    webhookSecret: Type.Optional(ProviderFields.webhookSecret),
    baseUrl: Type.Optional(ProviderFields.baseUrl),
    currencies: Type.Optional(ProviderFields.currencies),
    fees: Type.Optional(ProviderFields.fees),
  },
  { $id: "ProviderChange" },
);

export const PaymentStatusSchema = Type.Enum(["preparing", "pending", "succeeded", "failed", "expired", "reversed"]);

export const Payment = Type.Object(
  {
    id: Id,
    reference: Type.String({ description: "Ours, unique for ever: by it the provider knows the charge" }),
    providerId: Id,
    providerReference: Nullable(Type.String({ description: "The provider's own id of the charge" })),
    userId: Nullable(Id),
    purposeKind: Type.String(),
    purposeId: Id,
    subjectId: Nullable(Type.String({ format: "uuid", description: "What the purpose is part of: a gift's goal" })),
    amount: Money,
    fee: Nullable(Type.Integer({ description: "The provider's, taken from the amount; null until it is known" })),
    status: PaymentStatusSchema,
    description: Type.String(),
    checkoutUrl: Nullable(Type.String()),
    failureReason: Nullable(Type.String()),
    disputeStatus: Type.Enum(["none", "opened", "won", "lost"]),
    disputedAmount: Type.Integer(),
    providerData: ProviderData,
    paidAt: Nullable(Instant),
    expiresAt: Instant,
    nextCheckAt: Nullable(Instant),
    version: Type.Integer(),
    createdAt: Instant,
    updatedAt: Instant,
  },
  { $id: "Payment" },
);

export const RefundStatusSchema = Type.Enum(["preparing", "pending", "needs_attention", "processed", "failed"]);

export const Refund = Type.Object(
  {
    id: Id,
    paymentId: Id,
    purposeKind: Type.String(),
    purposeId: Id,
    subjectId: Nullable(Type.String({ format: "uuid", description: "What the purpose is part of: a gift's goal" })),
    subjectName: Nullable(Type.String({ description: "What that is called, where you may know it" })),
    payerName: Nullable(Type.String({ description: "Who had paid, where you may know it" })),
    providerId: Id,
    reference: Type.String(),
    providerReference: Nullable(Type.String()),
    amount: Money,
    status: RefundStatusSchema,
    failureReason: Nullable(Type.String()),
    providerData: ProviderData,
    endedAt: Nullable(Instant),
    version: Type.Integer(),
    createdAt: Instant,
    updatedAt: Instant,
  },
  { $id: "Refund" },
);

export const PayoutStatusSchema = Type.Enum([
  "preparing",
  "pending",
  "needs_attention",
  "succeeded",
  "failed",
  "reversed",
]);

export const Payout = Type.Object(
  {
    id: Id,
    providerId: Id,
    purposeKind: Type.String(),
    purposeId: Id,
    subjectId: Nullable(Id),
    reference: Type.String(),
    providerReference: Nullable(Type.String()),
    amount: Money,
    destinationHint: Type.String({ description: "The account's last digits" }),
    reason: Type.String(),
    status: PayoutStatusSchema,
    failureReason: Nullable(Type.String()),
    providerData: ProviderData,
    endedAt: Nullable(Instant),
    version: Type.Integer(),
    createdAt: Instant,
    updatedAt: Instant,
  },
  { $id: "Payout" },
);

export const WebhookStatusSchema = Type.Enum(["received", "processed", "ignored", "failed", "rejected"]);

const webhookFields = {
  id: Id,
  eventId: Type.String({ description: "What makes the event one, however often it is delivered" }),
  providerId: Id,
  event: Nullable(Type.String({ examples: ["charge.success"] })),
  data: ProviderData,
  signature: Nullable(Type.String()),
  signatureValid: Type.Boolean(),
  status: WebhookStatusSchema,
  processed: Type.Boolean(),
  error: Nullable(Type.String()),
  deliveries: Type.Integer(),
  bodyBytes: Type.Integer(),
  receivedAt: Instant,
  lastReceivedAt: Instant,
  processedAt: Nullable(Instant),
};

export const WebhookEvent = Type.Object(webhookFields, { $id: "WebhookEvent" });
export const WebhookEventWithBody = Type.Object(
  {
    ...webhookFields,
    body: Type.String({ description: "The raw bytes as text; base64 where they are no UTF-8" }),
    bodyEncoding: Type.Enum(["utf8", "base64"]),
  },
  { $id: "WebhookEventWithBody" },
);

const ResolutionSchema = Type.Enum(["returned", "recovered", "written_off", "closed"]);

export const ResolveUnmatched = Type.Object({
  resolution: ResolutionSchema,
  note: Type.String({
    minLength: 1,
    maxLength: 500,
    pattern: "\\S",
    description: "Why: kept with the row for whoever asks later",
  }),
});

export const UnmatchedMoney = Type.Object(
  {
    id: Id,
    providerId: Id,
    direction: Type.Enum(["in", "out"]),
    reason: Type.String({ examples: ["unknown_reference", "wrong_amount"] }),
    movement: Type.String({ description: "The provider's own name of the movement" }),
    reference: Nullable(Type.String()),
    amount: Type.Object({ amount: Type.Integer(), currency: Type.String() }),
    fee: Type.Integer(),
    booked: Type.Boolean({ description: "Whether it stands on the suspense account" }),
    paymentId: Nullable(Id),
    webhookEventId: Nullable(Id),
    status: Type.Enum(["open", "resolved"]),
    resolution: Nullable(Type.Enum(["matched", "returned", "recovered", "written_off", "closed"])),
    note: Nullable(Type.String({ description: "Why, in the words of whoever resolved it by hand" })),
    resolvedBy: Nullable(Id),
    counterpartId: Nullable(
      Type.String({ format: "uuid", description: "The movement that undid this one, or that this one undid" }),
    ),
    choices: Type.Array(
      Type.Object({
        resolution: ResolutionSchema,
        entries: Type.Array(
          Type.Object({ accountCode: Type.String(), side: Type.Enum(["DEBIT", "CREDIT"]), amount: Money }),
        ),
      }),
      { description: "How it can be resolved by hand, each with what that books; none once it is resolved" },
    ),
    createdAt: Instant,
    resolvedAt: Nullable(Instant),
  },
  { $id: "UnmatchedMoney" },
);

export type ProviderOut = Static<typeof Provider>;
export type PaymentOut = Static<typeof Payment>;
export type RefundOut = Static<typeof Refund>;
export type PayoutOut = Static<typeof Payout>;
export type WebhookEventOut = Static<typeof WebhookEvent>;
export type UnmatchedMoneyOut = Static<typeof UnmatchedMoney>;
