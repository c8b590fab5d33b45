import type pg from "pg";

/**
 * Asks one statement and answers its rows. `name`: it is kept prepared on its connection where that can be, which spares what is
 * asked hundreds of times a second its parsing and planning.
 */
export type Ask = <R>(statement: { name: string; text: string; values: readonly unknown[] }) => Promise<R[]>;

/** Outside of any transaction, on whichever connection is free. */
export function askPool(pool: pg.Pool): Ask {
  return async ({ name, text, values }) => (await pool.query({ name, text, values: [...values] })).rows;
}
