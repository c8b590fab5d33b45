export type { MailRequest } from "./mail.ts";
export { sendMail } from "./send-mail.ts";
