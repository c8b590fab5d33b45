import Type from "typebox";
import type { Names } from "../../platform/names.ts";
import { type Route, route } from "../../platform/route.ts";
import { readTransaction } from "../read-transaction.ts";
import { Day, LedgerTransaction, PostingAmount, TransactionParams } from "../schemas.ts";
import { writeBooks } from "../write-books.ts";
import { reverseTransaction } from "./reverse-transaction.ts";

const Reversal = Type.Object(
  {
    amount: Type.Optional(
      Type.Integer({
        ...PostingAmount,
        description: "A part, of a transaction of two entries; default: all that is left",
      }),
    ),
    entries: Type.Optional(
      Type.Array(Type.Object({ id: Type.String({ maxLength: 60 }), amount: PostingAmount }), {
        minItems: 2,
        maxItems: 100,
        description: "A part, as an amount for each of its entries that is taken back",
      }),
    ),
    description: Type.Optional(Type.String({ maxLength: 500 })),
    effectiveDate: Type.Optional(Day("The day that counts; default: today in UTC")),
  },
  { $id: "LedgerReversal" },
);

const reverse = (names: Names) =>
  route({
    method: "POST",
    path: "/v1/communities/{communityId}/ledger/transactions/{transactionId}/reversal",
    operationId: "reverseLedgerTransaction",
    summary: "Take a transaction back, whole or in part, by its mirror",
    description:
      "Posts the same entries on the other sides, linked with the transaction; nothing is edited or removed. All reversals of an " +
      "entry together never take back more than it. What a product posted is taken back in the product.",
    entry: "member",
    permission: "ledger.post",
    idempotent: true,
    status: 201,
    params: TransactionParams,
    body: Reversal,
    response: LedgerTransaction,
    async handle(ctx, { params, body }) {
      const { amount, entries, ...words } = body;
      const id = await reverseTransaction(ctx, {
        ...words,
        transactionId: params.transactionId,
        ...(amount === undefined ? {} : { amount: BigInt(amount) }),
        ...(entries ? { entries: entries.map((entry) => ({ ...entry, amount: BigInt(entry.amount) })) } : {}),
      });
      await writeBooks(ctx);
      return readTransaction(ctx, names, id);
    },
  });

export function createReversalRoutes(names: Names): readonly Route[] {
  return [reverse(names)];
}
