import { type Behaviour, type Kind, provokedBy, toBehaviour } from "./behaviours.ts";
import { duplicate, Refused } from "./errors.ts";
import type { Merchant } from "./merchants/merchant.ts";
import { int, text } from "./store/row.ts";
import type { Store } from "./store/store.ts";

/** How a POST that makes a charge, refund or payout ended: `made` is null where a staged error came before storing. */
export interface Acceptance<T> {
  behaviour: Behaviour;
  made: T | null;
}

export interface Offer<T> {
  kind: Kind;
  reference: string;
  /** Amounts whose last digits may provoke, in order. */
  amounts: () => readonly number[];
  make: (behaviour: Behaviour) => T;
}

/** One reference is taken once, whatever happens; the behaviour is settled here and stays with the thing. */
export function accept<T>(store: Store, merchant: Merchant, offer: Offer<T>): Acceptance<T> {
  return store.tx(() => {
    if (isTaken(store, merchant.id, offer.kind, offer.reference)) throw duplicate(offer.reference);
    const behaviour =
      takeArmed(store, merchant.id, offer) ?? (merchant.provoke ? provokedBy(offer.kind, offer.amounts()) : "normal");
    if (behaviour === "error_not_stored" && spurn(store, merchant.id, offer.kind, offer.reference))
      return { behaviour, made: null };
    if (refusalOf(behaviour) !== null) return { behaviour, made: null };
    return { behaviour, made: offer.make(behaviour) };
  });
}

/** The 4xx that some behaviours are. Not thrown inside the tx, which would arm the behaviour again. */
export function refusalOf(behaviour: Behaviour): Refused | null {
  switch (behaviour) {
    case "not_permitted":
      return new Refused(422, "not_permitted", "this merchant may not take this charge");
    case "insufficient_balance":
      return insufficientBalance();
    case "destination_refused":
      return new Refused(422, "destination_refused", "the bank does not know this account", "destination");
    default:
      return null;
  }
}

export function insufficientBalance(): Refused {
  return new Refused(422, "insufficient_balance", "the available balance is not enough");
}

function isTaken(store: Store, merchantId: string, kind: Kind, reference: string): boolean {
  const row = store.get(`select 1 from ${kind} where merchant_id = :merchantId and reference = :reference`, {
    merchantId,
    reference,
  });
  return row !== undefined;
}

/** True when it was the first time. */
function spurn(store: Store, merchantId: string, kind: Kind, reference: string): boolean {
  const sql = "insert into spurned values (:merchantId, :kind, :reference) on conflict do nothing";
  return store.run(sql, { merchantId, kind, reference }) === 1;
}

function takeArmed(store: Store, merchantId: string, offer: { kind: Kind; reference: string }): Behaviour | null {
  const row = store.get(
    `select * from armed where merchant_id = :merchantId and kind = :kind and (reference is null or reference = :reference)
     order by reference is null, seq limit 1`,
    { merchantId, kind: offer.kind, reference: offer.reference },
  );
  if (row === undefined) return null;
  const last = int(row, "times") === 1;
  store.run(last ? "delete from armed where seq = :seq" : "update armed set times = times - 1 where seq = :seq", {
    seq: int(row, "seq"),
  });
  return toBehaviour(text(row, "behaviour"));
}
