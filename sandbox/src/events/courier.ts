import { merchantById } from "../merchants/merchant-rows.ts";
import type { Store } from "../store/store.ts";
import { waitAfter } from "./backoff.ts";
import { type AttemptRow, type Delivery, recordAttempt, releaseHeld } from "./delivery-rows.ts";
import { type Answer, postWebhook } from "./post-webhook.ts";
import { signedHeaders } from "./sign.ts";

export interface CourierOptions {
  store: Store;
  now: () => number;
  timeoutMs: number;
}

export interface Attempt extends AttemptRow {
  delivered: boolean;
}

/** Carries taken deliveries to their merchants and writes down what came of it. */
export class Courier {
  readonly #options: CourierOptions;
  readonly #stop = new AbortController();
  readonly #underWay = new Set<Promise<unknown>>();

  constructor(options: CourierOptions) {
    this.#options = options;
  }

  /** One attempt at a delivery that was taken (or added) as `sending`. */
  attempt(delivery: Delivery): Promise<Attempt> {
    const attempt = this.#attempt(delivery);
    this.#underWay.add(attempt);
    return attempt.finally(() => this.#underWay.delete(attempt));
  }

  async #attempt(delivery: Delivery): Promise<Attempt> {
    const { store, now, timeoutMs } = this.#options;
    const merchant = merchantById(store, delivery.merchantId);
    const forging = delivery.forged && delivery.attempts === 0;
    const key = forging ? `${merchant.signingKey}, but forged` : merchant.signingKey;
    const at = now() + merchant.clockOffset;
    const answer: Answer =
      merchant.webhookUrl === null
        ? { status: null, error: "no webhook address" }
        : await postWebhook(
            merchant.webhookUrl,
            signedHeaders(key, at, delivery.body),
            delivery.body,
            this.#stop.signal,
            timeoutMs,
          );
    // Cut off by our own end: not an attempt. The next start sends it again.
    if (this.#stop.signal.aborted || !store.isOpen) return { at, ...answer, delivered: false };
    const delivered = answer.status !== null && answer.status >= 200 && answer.status < 300 && !forging;
    store.tx(() => {
      recordAttempt(store, delivery, at, answer, delivered ? { state: "delivered" } : afterFailure(delivery, at));
      releaseHeld(store, delivery, at);
    });
    return { at, ...answer, delivered };
  }

  /** Ends what is under way. */
  async close(): Promise<void> {
    this.#stop.abort();
    await Promise.allSettled(this.#underWay);
  }
}

function afterFailure(delivery: Delivery, at: number): { state: "given_up" } | { state: "waiting"; dueAt: number } {
  const wait = delivery.again ? waitAfter(delivery.attempts + 1) : null;
  return wait === null ? { state: "given_up" } : { state: "waiting", dueAt: at + wait };
}
