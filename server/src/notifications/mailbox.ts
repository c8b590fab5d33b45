import type { FastifyInstance, FastifyReply } from "fastify";
import type { Actor } from "../platform/context.ts";
import { type Html, html, path, raw } from "../platform/html.ts";
import { t } from "../platform/i18n.ts";
import { isUuid } from "../platform/ids.ts";
import type { Services } from "../platform/services.ts";
import { openContent } from "./deliver-mail.ts";
import type { RenderedMail } from "./mail.ts";
import { findMail, listMails, type MailRow } from "./queries.ts";
import { MAIL_ADDRESS } from "./send-mail.ts";

const ACTOR: Actor = { kind: "system", job: "notifications.mailbox" };
const MOST = 100;

interface ShownMail extends RenderedMail {
  id: string;
  to: string;
  kind: string;
  createdAt: string;
  /** Addresses in the text, in order: what a test follows. */
  links: readonly string[];
}

/** `/dev/mailbox`: what would have been sent. Shows links that open accounts, so it does not exist in production, nor where mails are really sent. */
export function mailboxPages(app: FastifyInstance, services: Services): void {
  if (services.config.production || services.config.smtpUrl) return;
  const list = async (to: string | undefined) => {
    const rows = await services.run({ as: "nobody", actor: ACTOR }, (ctx) => listMails(ctx.tx, MOST));
    const mails = rows.map((row) => shown(services, row));
    return to === undefined ? mails : mails.filter((mail) => mail.to.toLowerCase() === to.toLowerCase());
  };
  const find = async (id: string) => {
    if (!isUuid(id)) return undefined;
    const row = await services.run({ as: "nobody", actor: ACTOR }, (ctx) => findMail(ctx.tx, id));
    return row?.sealed_content ? shown(services, row) : undefined;
  };
  app.get<{ Querystring: { to?: string } }>("/dev/mailbox.json", async (request) => ({
    items: await list(request.query.to),
  }));
  app.get<{ Querystring: { to?: string } }>("/dev/mailbox", async (request, reply) => {
    return sendPage(reply, listPage(await list(request.query.to)));
  });
  app.get<{ Params: { mailId: string } }>("/dev/mailbox/:mailId", async (request, reply) => {
    const mail = await find(request.params.mailId);
    return mail ? sendPage(reply, mailPage(mail)) : reply.callNotFound();
  });
  app.get<{ Params: { mailId: string } }>("/dev/mailbox/:mailId/body", async (request, reply) => {
    const mail = await find(request.params.mailId);
    if (!mail) return reply.callNotFound();
    // The mail as a client shows it: no script, no form, no sign-in of this site.
    const rules =
      "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src 'self'";
    return sendPage(
      reply.header("content-security-policy", rules),
      raw(mail.html.replace("<head>", '<head><base target="_blank">')),
    );
  });
}

function shown(services: Services, row: MailRow): ShownMail {
  const content = openContent(services, row);
  return {
    id: row.id,
    to: services.keys.open(row.sealed_to, MAIL_ADDRESS),
    kind: row.kind,
    createdAt: row.created_at.toISOString(),
    links: content.text.match(/https?:\/\/\S+/g) ?? [],
    ...content,
  };
}

function sendPage(reply: FastifyReply, page: Html): FastifyReply {
  return reply.type("text/html; charset=utf-8").header("cache-control", "no-store").send(page.toString());
}

const say = (key: string) => t("en", "notifications", `mailbox.${key}`);

const STYLE = raw(`<style>
:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: start; padding: .6rem; border-bottom: 1px solid #8885; overflow-wrap: anywhere; }
@media (max-width: 40rem) {
  thead { display: none; }
  tr, td { display: block; }
  tr { border-bottom: 1px solid #8885; padding-block: .6rem; }
  td { border: 0; padding: .1rem 0; }
  td a { display: block; padding-block: .6rem; }
}
iframe { width: 100%; height: 38rem; border: 1px solid #8885; border-radius: .5rem; background: #fff; }
pre { white-space: pre-wrap; border: 1px solid #8885; border-radius: .5rem; padding: 1rem; }
</style>`);

function layout(title: string, content: Html): Html {
  return html`<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title>${STYLE}</head><body><main>${content}</main></body></html>`;
}

function listPage(mails: readonly ShownMail[]): Html {
  const rows = mails.map(
    (mail) =>
      html`<tr><td><bdi>${mail.to}</bdi></td><td><a href="${path`/dev/mailbox/${mail.id}`}"><bdi>${mail.subject}</bdi></a></td><td>${mail.createdAt}</td></tr>`,
  );
  const table = html`<table><thead><tr><th scope="col">${say("to")}</th><th scope="col">${say("subject")}</th><th scope="col">${say("sent_at")}</th></tr></thead><tbody>${rows}</tbody></table>`;
  return layout(
    say("title"),
    html`<h1>${say("title")}</h1><p>${say("intro")}</p>${mails.length > 0 ? table : html`<p>${say("empty")}</p>`}`,
  );
}

function mailPage(mail: ShownMail): Html {
  return layout(
    mail.subject,
    html`<p><a href="/dev/mailbox">${say("back")}</a></p><h1><bdi>${mail.subject}</bdi></h1><p>${say("to")}: <bdi>${mail.to}</bdi></p><iframe title="${mail.subject}" sandbox="allow-popups allow-popups-to-escape-sandbox" src="${path`/dev/mailbox/${mail.id}/body`}"></iframe><h2>${say("text_part")}</h2><pre dir="auto">${mail.text}</pre>`,
  );
}
