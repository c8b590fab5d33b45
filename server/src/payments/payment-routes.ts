import Type from "typebox";
import type { CommunityContext } from "../platform/context.ts";
import { notFound } from "../platform/errors.ts";
import type { Names } from "../platform/names.ts";
import { type Route, route } from "../platform/route.ts";
import { nameRefunds, type SubjectKinds } from "./name-refunds.ts";
import { optional } from "./optional.ts";
import { findPayment, listPayments, listRefunds } from "./payment-queries.ts";
import { listPayouts } from "./payout-queries.ts";
import { CommunityParams, Id, listOf, newestFirst, Page } from "./route-parts.ts";
import { Payment, PaymentStatusSchema, Payout, PayoutStatusSchema, Refund, RefundStatusSchema } from "./schemas.ts";
import { paymentOut, payoutOut, refundOut } from "./wire.ts";

const BASE = "/v1/communities/{communityId}";
const permission = "payments.view";
const Kind = Type.Optional(Type.String({ maxLength: 40 }));

const payments = route({
  method: "GET",
  path: `${BASE}/payments`,
  operationId: "listPayments",
  summary: "Payments, newest first",
  entry: "member",
  permission,
  params: CommunityParams,
  query: Type.Object({
    ...Page,
    status: Type.Optional(PaymentStatusSchema),
    purposeKind: Kind,
    purposeId: Type.Optional(Id),
    subjectId: Type.Optional(Id),
    userId: Type.Optional(Id),
  }),
  response: listOf(Payment),
  handle(ctx, { query }) {
    const { status, purposeKind, purposeId, subjectId, userId } = query;
    const filter = optional({ status, purposeKind, purposeId, subjectId, userId });
    return newestFirst(query, (page) => listPayments(ctx, { ...page, ...filter }), paymentOut);
  },
});

const payment = route({
  method: "GET",
  path: `${BASE}/payments/{paymentId}`,
  operationId: "getPayment",
  summary: "One payment",
  entry: "member",
  permission,
  params: Type.Object({ communityId: Id, paymentId: Id }),
  response: Payment,
  async handle(ctx: CommunityContext, { params }) {
    const row = await findPayment(ctx, params.paymentId);
    if (!row) throw notFound();
    return paymentOut(row);
  },
});

const refunds = (look: { names: Names; subjectKinds: SubjectKinds }) =>
  route({
    method: "GET",
    path: `${BASE}/refunds`,
    operationId: "listRefunds",
    summary: "Refunds, newest first",
    entry: "member",
    permission,
    params: CommunityParams,
    query: Type.Object({ ...Page, status: Type.Optional(RefundStatusSchema), paymentId: Type.Optional(Id) }),
    response: listOf(Refund),
    async handle(ctx, { query }) {
      const { status, paymentId } = query;
      const filter = optional({ status, paymentId });
      const page = await newestFirst(
        query,
        (at) => listRefunds(ctx, { ...at, ...filter }),
        (row) => row,
      );
      return { items: (await nameRefunds(ctx, look, page.items)).map(refundOut), next: page.next };
    },
  });

const payouts = route({
  method: "GET",
  path: `${BASE}/payouts`,
  operationId: "listPayouts",
  summary: "Payouts, newest first",
  entry: "member",
  permission,
  params: CommunityParams,
  query: Type.Object({
    ...Page,
    status: Type.Optional(PayoutStatusSchema),
    purposeKind: Kind,
    purposeId: Type.Optional(Id),
    subjectId: Type.Optional(Id),
  }),
  response: listOf(Payout),
  handle(ctx, { query }) {
    const { status, purposeKind, purposeId, subjectId } = query;
    const filter = optional({ status, purposeKind, purposeId, subjectId });
    return newestFirst(query, (page) => listPayouts(ctx, { ...page, ...filter }), payoutOut);
  },
});

export function createPaymentRoutes(look: { names: Names; subjectKinds: SubjectKinds }): readonly Route[] {
  return [payments, payment, refunds(look), payouts];
}
