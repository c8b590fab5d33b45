import { expect, it } from "vitest";
import texts from "./texts/en.json" with { type: "json" };
import { PAYMENT_TONES, PAYOUT_TONES, REFUND_TONES, WEBHOOK_TONES } from "./tones.ts";

it.each([
  ["payment", PAYMENT_TONES],
  ["refund", REFUND_TONES],
  ["payout", PAYOUT_TONES],
  ["webhook", WEBHOOK_TONES],
])("every state that is shown has its word: %s", (_thing, tones) => {
  expect(Object.keys(tones).filter((state) => !(state in texts.status))).toEqual([]);
});
