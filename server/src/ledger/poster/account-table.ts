import type { LockedAccount } from "../decide.ts";

/** No floor can be this low. */
const NO_FLOOR = -(2n ** 63n);
const [DEBIT, BY_PRODUCT, CLOSED, REFUSES_DEBIT, REFUSES_CREDIT] = [1, 2, 4, 8, 16];
const PLACE = /^\((\d+),(\d+)\)$/;

/**
 * Accounts by id, in columns: a hundred thousand objects would be walked through by every collection of garbage. Limits are not kept.
 * Forgets all when it is full.
 */
export class AccountTable {
  readonly #most: number;
  readonly #rows = new Map<string, number>();
  readonly #free: number[] = [];
  readonly #communities = new Names();
  readonly #currencies = new Names();
  readonly #community: Uint32Array;
  readonly #currency: Uint16Array;
  readonly #block: Uint32Array;
  readonly #offset: Uint16Array;
  readonly #flags: Uint8Array;
  readonly #floor: BigInt64Array;
  readonly #posted: BigInt64Array;
  readonly #held: BigInt64Array;
  readonly #seq: BigInt64Array;

  constructor(most: number) {
    this.#most = most;
    this.#community = new Uint32Array(most);
    this.#currency = new Uint16Array(most);
    this.#block = new Uint32Array(most);
    this.#offset = new Uint16Array(most);
    this.#flags = new Uint8Array(most);
    this.#floor = new BigInt64Array(most);
    this.#posted = new BigInt64Array(most);
    this.#held = new BigInt64Array(most);
    this.#seq = new BigInt64Array(most);
  }

  has(id: string): boolean {
    return this.#rows.has(id);
  }

  get(id: string): LockedAccount | null {
    const row = this.#rows.get(id);
    if (row === undefined) return null;
    const flags = this.#flags[row] ?? 0;
    const floor = this.#floor[row] ?? NO_FLOOR;
    return {
      communityId: this.#communities.at(this.#community[row] ?? 0),
      accountId: id,
      place: `(${this.#block[row]},${this.#offset[row]})`,
      currency: this.#currencies.at(this.#currency[row] ?? 0),
      normalSide: flags & DEBIT ? "debit" : "credit",
      byProduct: (flags & BY_PRODUCT) > 0,
      closed: (flags & CLOSED) > 0,
      refusesDebit: (flags & REFUSES_DEBIT) > 0,
      refusesCredit: (flags & REFUSES_CREDIT) > 0,
      floor: floor === NO_FLOOR ? null : floor,
      posted: this.#posted[row] ?? 0n,
      held: this.#held[row] ?? 0n,
      seq: this.#seq[row] ?? 0n,
      dayLimit: null,
      monthLimit: null,
      dayUsed: 0n,
      monthUsed: 0n,
    };
  }

  set(account: LockedAccount): void {
    const place = PLACE.exec(account.place);
    if (!place) throw new Error(`no place of a row: ${account.place}`);
    const row = this.#rowFor(account.accountId);
    this.#community[row] = this.#communities.numberOf(account.communityId);
    this.#currency[row] = this.#currencies.numberOf(account.currency);
    this.#block[row] = Number(place[1]);
    this.#offset[row] = Number(place[2]);
    this.#flags[row] =
      (account.normalSide === "debit" ? DEBIT : 0) |
      (account.byProduct ? BY_PRODUCT : 0) |
      (account.closed ? CLOSED : 0) |
      (account.refusesDebit ? REFUSES_DEBIT : 0) |
      (account.refusesCredit ? REFUSES_CREDIT : 0);
    this.#floor[row] = account.floor ?? NO_FLOOR;
    this.#posted[row] = account.posted;
    this.#held[row] = account.held;
    this.#seq[row] = account.seq;
  }

  delete(id: string): void {
    const row = this.#rows.get(id);
    if (row === undefined) return;
    this.#rows.delete(id);
    this.#free.push(row);
  }

  #rowFor(id: string): number {
    const known = this.#rows.get(id);
    if (known !== undefined) return known;
    if (this.#rows.size === this.#most) this.#clear();
    const row = this.#free.pop() ?? this.#rows.size;
    this.#rows.set(id, row);
    return row;
  }

  #clear(): void {
    this.#rows.clear();
    this.#free.length = 0;
    this.#communities.clear();
    this.#currencies.clear();
  }
}

/** Few texts that stand in many rows. */
class Names {
  readonly #numbers = new Map<string, number>();
  readonly #names: string[] = [];

  numberOf(name: string): number {
    const known = this.#numbers.get(name);
    if (known !== undefined) return known;
    this.#numbers.set(name, this.#names.length);
    return this.#names.push(name) - 1;
  }

  at(number: number): string {
    return this.#names[number] ?? "";
  }

  clear(): void {
    this.#numbers.clear();
    this.#names.length = 0;
  }
}
