import { CompiledQuery } from "kysely";
import type { Ask } from "../platform/ask.ts";
import type { Context } from "../platform/context.ts";

/** The doors' statements inside a command's own tx. */
export function askOf(ctx: Context): Ask {
  return async ({ text, values }) => (await ctx.tx.executeQuery<never>(CompiledQuery.raw(text, [...values]))).rows;
}
