import { createHash } from "node:crypto";
import { sql } from "kysely";
import type { CommunityContext } from "../../platform/context.ts";

/**
 * A form carries an id made with it; sent twice (a double click, a reload), it is carried out once. The first sending's
 * answer is kept for a day where the API keeps those of Idempotency-Key. Part of the key is what was sent: whoever goes back
 * and writes another amount has made another gift, not the first one again.
 */
export async function once<T extends Record<string, string>>(
  ctx: CommunityContext,
  form: { scope: string; formId: string; sent: readonly (string | null)[] },
  work: () => Promise<T>,
): Promise<{ answer: T; isRepeat: boolean }> {
  const scope = sha256(`page ${ctx.communityId} ${form.scope}`);
  const fingerprint = sha256(JSON.stringify(form.sent));
  const key = `${form.formId}.${fingerprint.toString("base64url").slice(0, 22)}`;
  // Whoever sends the same form at the same moment waits here until the first is committed.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${scope.toString("hex")} ${key}`}, 0))`.execute(ctx.tx);
  const { rows } = await sql<{ answer: T }>`
    select answer from platform.find_answer(${scope}, ${key}, ${ctx.now})`.execute(ctx.tx);
  const [kept] = rows;
  if (kept) return { answer: kept.answer, isRepeat: true };
  const answer = await work();
  await sql`
    select platform.keep_answer(${scope}, ${key}, ${fingerprint}, 201, ${JSON.stringify(answer)}::jsonb, null, ${ctx.now})`.execute(
    ctx.tx,
  );
  return { answer, isRepeat: false };
}

function sha256(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
