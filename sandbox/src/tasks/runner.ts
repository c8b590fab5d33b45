import { int, text } from "../store/row.ts";
import type { World } from "../world.ts";
import { type FlushOptions, flush } from "./flush.ts";

const SIDE_BY_SIDE: FlushOptions = { early: false, order: "due", concurrency: 4 };
const AT_MOST = 30_000;
/** After a fault of our own, so that it does not spin. */
const PAUSE = 1_000;
const NEVER = Number.MAX_SAFE_INTEGER;

/** Does by itself what falls due, for the merchants in `auto` mode. */
export class Runner {
  readonly #world: World;
  readonly #busy = new Map<string, Promise<unknown>>();
  #timer: NodeJS.Timeout | null = null;
  #stopped = false;

  constructor(world: World) {
    this.#world = world;
  }

  /** Looks again when the next thing is due: at once, if it is due already. */
  wake(): void {
    if (this.#stopped) return;
    if (this.#timer !== null) clearTimeout(this.#timer);
    const wait = Math.min(Math.max(0, this.#nextDue() - this.#world.now()), AT_MOST);
    this.#timer = setTimeout(() => this.#run(), wait);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    await Promise.allSettled(this.#busy.values());
  }

  #run(): void {
    for (const id of this.#dueMerchants()) {
      const work = flush(this.#world, id, SIDE_BY_SIDE)
        .catch((error: unknown) => {
          console.error(`merchant ${id}:`, error);
          return new Promise((resolve) => setTimeout(resolve, PAUSE));
        })
        .finally(() => {
          this.#busy.delete(id);
          this.wake();
        });
      this.#busy.set(id, work);
    }
    this.wake();
  }

  #dueMerchants(): string[] {
    return this.#upcoming()
      .filter((one) => one.due <= this.#world.now())
      .map((one) => one.id);
  }

  #nextDue(): number {
    return Math.min(...this.#upcoming().map((one) => one.due), NEVER);
  }

  /** The next due time of each idle merchant, in real time. */
  #upcoming(): { id: string; due: number }[] {
    const rows = this.#world.store.all(
      `select id, due - clock_offset as due from (
         select id, clock_offset, min(
           coalesce((select min(due_at) from task where merchant_id = merchant.id), ${NEVER}),
           coalesce((select min(due_at) from delivery where merchant_id = merchant.id and state = 'waiting'
             and merchant.webhook_url is not null), ${NEVER})) as due
         from merchant where mode = 'auto')
       where due < ${NEVER}`,
    );
    return rows
      .map((row) => ({ id: text(row, "id"), due: int(row, "due") }))
      .filter(({ id }) => !this.#busy.has(id) && !this.#world.locks.isHeld(id));
  }
}
