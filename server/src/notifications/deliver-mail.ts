import type { Actor } from "../platform/context.ts";
import { isUuid } from "../platform/ids.ts";
import type { JobPayload } from "../platform/module.ts";
import type { Services } from "../platform/services.ts";
import type { RenderedMail } from "./mail.ts";
import { countAttempt, lockQueuedMail, type MailRow, markFailed, markSent, noteFailure } from "./queries.ts";
import { MAIL_ADDRESS, MAIL_CONTENT } from "./send-mail.ts";
import { type Delivery, sendBySmtp } from "./smtp.ts";

const ACTOR = { kind: "system", job: "notifications.deliver_mail" } as const satisfies Actor;
const MINUTE = 60_000;
/** Waits after the first, second, … failure; after the last one the mail has failed: a day and a half in all. */
export const WAITS = [1, 5, 15, 60, 180, 360, 720, 840].map((minutes) => minutes * MINUTE);

/** Hands a mail to the relay, outside of any transaction. At least once: a crash in between sends it again, with the same Message-ID. */
export async function deliverMail(services: Services, payload: JobPayload): Promise<void> {
  const { mailId } = payload;
  if (typeof mailId !== "string" || !isUuid(mailId)) throw new Error("deliver_mail needs a mailId");
  const mail = await services.run({ as: "nobody", actor: ACTOR }, async (ctx) => {
    const waiting = await lockQueuedMail(ctx.tx, mailId);
    if (waiting) await countAttempt(ctx.tx, mailId);
    return waiting;
  });
  if (!mail) return;
  const delivery = await hand(services, mail);
  await services.run({ as: "nobody", actor: ACTOR }, async (ctx) => {
    if (delivery.kind === "kept" || delivery.kind === "sent") {
      return markSent(ctx.tx, mailId, ctx.now, delivery.kind === "kept");
    }
    const wait = WAITS[mail.attempts];
    if (delivery.kind === "never" || wait === undefined) return markFailed(ctx.tx, mailId, delivery.reason);
    await noteFailure(ctx.tx, mailId, delivery.reason);
    ctx.enqueue({ name: ACTOR.job, payload: { mailId }, runAt: new Date(ctx.now.getTime() + wait) });
  });
}

async function hand(services: Services, mail: MailRow): Promise<Delivery | { kind: "kept" }> {
  const { config, keys, log } = services;
  if (!config.smtpUrl) {
    if (!config.production) return { kind: "kept" };
    log.error({ mailId: mail.id }, "SMTP_URL is not set: mails wait");
    return { kind: "later", reason: "SMTP_URL is not set" };
  }
  const delivery = await sendBySmtp(config.smtpUrl, {
    ...openContent(services, mail),
    from: config.mailFrom,
    to: keys.open(mail.sealed_to, MAIL_ADDRESS),
    messageId: mail.message_id,
  });
  if (delivery.kind === "login")
    log.error({ mailId: mail.id, reason: delivery.reason }, "the mail relay refuses our login");
  else if (delivery.kind !== "sent") log.warn({ mailId: mail.id, reason: delivery.reason }, "mail not sent");
  return delivery;
}

export function openContent(services: Services, mail: MailRow): RenderedMail {
  if (mail.sealed_content === null) throw new Error("the mail's content is gone");
  return JSON.parse(services.keys.open(mail.sealed_content, MAIL_CONTENT));
}
