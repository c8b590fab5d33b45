import { hash } from "node:crypto";
import { sql } from "kysely";
import type { Context } from "../platform/context.ts";
import { Refusal, refuse } from "../platform/errors.ts";
import type { KeyedRequest } from "../platform/keyed-request.ts";
import type { Around } from "../platform/unit-of-work.ts";

/** An answer as it is kept: replayed to whoever sends the same key and body again within 24 hours. */
export interface KeptAnswer {
  status: number;
  answer: unknown;
  replayed: boolean;
}

/** Reads the header: bare, or quoted as the draft standard has it. */
export function parseKey(header: string | string[] | undefined): string | null {
  if (header === undefined) return null;
  const text = Array.isArray(header) ? header.join(",") : header;
  const bare = /^"([^"\\]*)"$/.exec(text.trim())?.[1] ?? text.trim();
  if (!/^[\x21\x23-\x2b\x2d-\x5b\x5d-\x7e]{1,255}$/.test(bare))
    throw refuse("invalid_idempotency_key", { status: 400 });
  return bare;
}

/**
 * The edge's steps around a command that carries a key: one at a time (409 in flight), replay or 422 for another body,
 * and the answer kept in the command's own transaction, also that of a refusal.
 */
export function aroundKey(keyed: KeyedRequest, status: number): Around<KeptAnswer> {
  const scope = hash("sha256", keyed.scope, "buffer");
  const fingerprint = Buffer.from(keyed.fingerprint, "hex");
  const keep = async (ctx: Context, kept: number, answer: unknown): Promise<void> => {
    const resource = typeof answer === "object" && answer !== null && "id" in answer ? answer.id : null;
    await sql`
      select platform.keep_answer(${scope}, ${keyed.key}, ${fingerprint}, ${kept}::int, ${JSON.stringify(answer)}::jsonb,
                                  ${typeof resource === "string" ? resource : null}::uuid, ${ctx.now})`.execute(ctx.tx);
  };
  return {
    async before(ctx) {
      const lock = scope.readBigInt64BE(0) ^ hash("sha256", keyed.key, "buffer").readBigInt64BE(0);
      const { rows } = await sql<{ free: boolean }>`select pg_try_advisory_xact_lock(${lock}) as free`.execute(ctx.tx);
      if (!rows[0]?.free) throw refuse("request_in_flight", { status: 409 });
      const kept = await sql<{ fingerprint: Buffer; status: number; answer: unknown }>`
        select fingerprint, status, answer from platform.find_answer(${scope}, ${keyed.key}, ${ctx.now})`.execute(
        ctx.tx,
      );
      const [found] = kept.rows;
      if (!found) return null;
      if (!found.fingerprint.equals(fingerprint)) throw refuse("idempotency_key_reused", { status: 422 });
      return { answer: { status: found.status, answer: found.answer, replayed: true } };
    },
    after: (ctx, kept) => keep(ctx, status, kept.answer),
    async refused(ctx, error) {
      if (!(error instanceof Refusal)) return false;
      await error.trace?.(ctx);
      if (error.status !== 401 && error.status !== 403 && error.status !== 429) {
        await keep(ctx, error.status, {
          refusal: { code: error.code, params: error.params, pointer: error.pointer ?? null },
        });
      }
      return true;
    },
  };
}

/** Without a key a refusal keeps nothing but its trace. */
export function aroundPlain(): Around<KeptAnswer> {
  return {
    async refused(ctx, error) {
      if (!(error instanceof Refusal) || !error.trace) return false;
      await error.trace(ctx);
      return true;
    },
  };
}

/** A kept refusal is thrown again, so that it is told in the caller's language as the first time. */
export function refusalIn(kept: KeptAnswer): Refusal | null {
  if (!kept.replayed || kept.status < 400) return null;
  const { answer } = kept;
  if (typeof answer !== "object" || answer === null || !("refusal" in answer)) return null;
  const { code, params, pointer } = answer.refusal as {
    code: string;
    params: Record<string, string | number>;
    pointer: string | null;
  };
  return new Refusal(code, { status: kept.status, params, ...(pointer ? { pointer } : {}) });
}
