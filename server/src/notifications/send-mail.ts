import type { Context } from "../platform/context.ts";
import { composeMail } from "./compose-mail.ts";
import type { MailRequest } from "./mail.ts";
import { insertMail } from "./queries.ts";
import { renderMail } from "./render-mail.ts";

/** What the sealed parts of a mail are bound to. */
export const MAIL_ADDRESS = "notifications.mail.to";
export const MAIL_CONTENT = "notifications.mail.content";

/**
 * Writes a mail in the command's transaction: it exists if and only if what it tells happened. The worker sends it after
 * the commit. The address and the words are sealed, because a mail may hold a link that opens an account.
 */
export async function sendMail(ctx: Context, request: MailRequest): Promise<string> {
  const rendered = renderMail(composeMail(request, ctx.publicUrl), ctx.publicUrl);
  const id = ctx.newId();
  await insertMail(ctx.tx, {
    id,
    community_id: ctx.communityId,
    user_id: request.userId ?? null,
    kind: request.kind,
    locale: request.locale,
    sealed_to: ctx.keys.seal(request.to, MAIL_ADDRESS),
    sealed_content: ctx.keys.seal(JSON.stringify(rendered), MAIL_CONTENT),
    message_id: `<${id}@${new URL(ctx.publicUrl).hostname}>`,
    created_at: ctx.now,
  });
  ctx.enqueue({ name: "notifications.deliver_mail", payload: { mailId: id } });
  return id;
}
