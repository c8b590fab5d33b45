/** What a sealed value of this module is for: bound to it, so that one cannot stand for another. */
export const PROVIDER_SECRET = "provider-secret";
export const PAYER_EMAIL = "payments.payer-email";
export const DESTINATION = "payments.destination";
export const WEBHOOK_BODY = "payments.webhook-body";
