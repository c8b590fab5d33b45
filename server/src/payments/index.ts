export { type ChangeProvider, changeProvider } from "./change-provider.ts";
export { type CreateProvider, createProvider } from "./create-provider.ts";
export type { Destination } from "./gateway.ts";
export { modesOf } from "./modes-of.ts";
export { providerFor, providersFor } from "./offered-providers.ts";
export { type PaymentView, paymentOf, paymentsFor, waitForCheckout } from "./payment-view.ts";
export { hasPayoutAstray } from "./payout-queries.ts";
export { clearingAccount, providerFeesAccount } from "./postings.ts";
export { estimateFee, type FeeRule, type OfferedProvider } from "./provider.ts";
export { listProviders } from "./provider-queries.ts";
export type {
  Dispute,
  EndedPayout,
  EndedRefund,
  Home,
  PaidPayment,
  PaymentPurpose,
  PaymentRef,
  PayoutPurpose,
} from "./purpose.ts";
export type { PurposeList } from "./purposes.ts";
export { type RequestPayout, requestPayout } from "./request-payout.ts";
export { type RequestRefund, requestRefund } from "./request-refund.ts";
export { type StartPayment, startPayment } from "./start-payment.ts";
export type { PaymentStatus, PayoutStatus, RefundStatus } from "./states.ts";
export { withdrawPayout, withdrawRefund } from "./withdraw.ts";
