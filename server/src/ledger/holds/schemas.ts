import Type, { type Static } from "typebox";
import {
  Amount,
  Code,
  Currency,
  Id,
  Instant,
  LedgerTransaction,
  PostingAmount,
  TransactionDraftBody,
} from "../schemas.ts";
import { HOLD_STATUSES, type HoldRow } from "./queries.ts";

export const Status = Type.Enum([...HOLD_STATUSES]);
const words = Type.String({ maxLength: 500 });

export const LedgerHold = Type.Object(
  {
    id: Id,
    accountId: Id,
    accountCode: Type.String(),
    accountName: Type.Union([Type.String(), Type.Null()]),
    amount: Amount,
    captured: Amount,
    left: Type.Integer({ ...Amount, description: "What is reserved still" }),
    currency: Currency,
    status: Status,
    sourceKind: Type.Union([Type.String(), Type.Null()], { description: "Null: placed through the API" }),
    sourceId: Type.Union([Id, Type.Null()]),
    description: Type.Union([Type.String(), Type.Null()]),
    placedBy: Type.Union([Id, Type.Null()]),
    createdAt: Instant,
    expiresAt: Type.Union([Instant, Type.Null()]),
    endedAt: Type.Union([Instant, Type.Null()]),
  },
  { $id: "LedgerHold" },
);

export const HoldBody = Type.Object(
  {
    accountId: Type.Optional(Id),
    account: Type.Optional(Code),
    amount: PostingAmount,
    currency: Currency,
    expiresAt: Type.Optional(
      Type.String({ format: "date-time", description: "From then on it counts no more; default: until it is ended" }),
    ),
    description: Type.Optional(words),
  },
  { $id: "LedgerHoldDraft" },
);

export const CaptureBody = Type.Object(
  {
    transaction: TransactionDraftBody,
    amount: Type.Optional(
      Type.Integer({
        ...PostingAmount,
        description: "What the transaction takes from the hold's account; sent, it is compared",
      }),
    ),
    keepsRest: Type.Optional(
      Type.Boolean({ description: "The rest stays reserved, for another capture; default: it is given back" }),
    ),
  },
  { $id: "LedgerHoldCapture" },
);

export const Captured = Type.Object(
  { hold: LedgerHold, transaction: LedgerTransaction },
  { $id: "CapturedLedgerHold" },
);

export function holdOut(row: HoldRow): Static<typeof LedgerHold> {
  return {
    id: row.id,
    accountId: row.account_id,
    accountCode: row.code,
    accountName: row.name,
    amount: Number(row.amount),
    captured: Number(row.captured),
    left: row.status === "held" ? Number(row.amount - row.captured) : 0,
    currency: row.currency,
    status: row.status,
    sourceKind: row.source_kind,
    sourceId: row.source_id,
    description: row.description,
    placedBy: row.placed_by,
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at?.toISOString() ?? null,
    endedAt: row.ended_at?.toISOString() ?? null,
  };
}
