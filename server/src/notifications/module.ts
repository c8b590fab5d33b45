import { defineModule } from "../platform/module.ts";
import { checks } from "./checks.ts";
import { deliverMail } from "./deliver-mail.ts";
import { FORGET_MAILS, forgetMails } from "./forget-mails.ts";
import { mailboxPages } from "./mailbox.ts";

export const module = defineModule({
  name: "notifications",
  pages: mailboxPages,
  jobs: [
    { name: "notifications.deliver_mail", runOutside: deliverMail },
    { name: FORGET_MAILS, runGlobal: forgetMails },
  ],
  schedules: [{ job: FORGET_MAILS, cron: "37 * * * *" }],
  checks,
});
