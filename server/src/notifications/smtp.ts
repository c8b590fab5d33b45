import { createTransport } from "nodemailer";
import type { RenderedMail } from "./mail.ts";

export interface OutgoingMail extends RenderedMail {
  from: string;
  to: string;
  messageId: string;
}

/**
 * How handing a mail to the relay ended. `later`: the relay or the network could not now. `never`: this mail will not be
 * taken. `login`: ours to mend, not the recipient's fault.
 */
export type Delivery = { kind: "sent" } | { kind: "later" | "never" | "login"; reason: string };

/** One connection for each mail: jobs run side by side, and nothing is left open at shutdown. */
export async function sendBySmtp(smtpUrl: string, mail: OutgoingMail): Promise<Delivery> {
  const transport = createTransport(optionsOf(smtpUrl));
  try {
    const info = await transport.sendMail({
      from: mail.from,
      to: { name: "", address: mail.to },
      subject: mail.subject,
      text: mail.text,
      html: mail.html,
      messageId: mail.messageId,
      // No reply from an "out of office", and no file or address is ever read for a mail.
      headers: { "Auto-Submitted": "auto-generated" },
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    const rejected = info.rejected.length > 0;
    return rejected ? { kind: "never", reason: "the relay refused the recipient" } : { kind: "sent" };
  } catch (error) {
    return deliveryOf(error);
  } finally {
    transport.close();
  }
}

/** The usual time-outs of nodemailer are minutes: too long for a worker. */
const TIMEOUTS = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000, dnsTimeout: 5_000 };

function optionsOf(smtpUrl: string) {
  const url = new URL(smtpUrl);
  const secure = url.protocol === "smtps:";
  // A relay on this machine may speak plainly; to any other, a stripped STARTTLS would send the password in clear.
  const isLocal = ["localhost", "127.0.0.1", "[::1]"].includes(url.hostname);
  const auth = url.username
    ? { auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) } }
    : {};
  return {
    ...TIMEOUTS,
    ...auth,
    host: url.hostname.replace(/^\[|\]$/g, ""),
    port: url.port ? Number(url.port) : secure ? 465 : 587,
    secure,
    requireTLS: !secure && !isLocal,
    ignoreTLS: !secure && isLocal,
  };
}

/** Reads nodemailer's error. What is not known to be for ever is tried again: a repeat carries the same Message-ID. */
export function deliveryOf(error: unknown): Delivery {
  const { code, responseCode, response } = fieldsOf(error);
  const reason = [code, response ?? (error instanceof Error ? error.message : String(error))]
    .filter(Boolean)
    .join(": ");
  if (code === "EAUTH" || responseCode === 530 || responseCode === 535) return { kind: "login", reason };
  const isMailboxFull = responseCode === 552 && /5\.2\.2/.test(response ?? "");
  const isPermanent = responseCode !== undefined && responseCode >= 500 && responseCode < 600 && !isMailboxFull;
  return { kind: isPermanent ? "never" : "later", reason };
}

function fieldsOf(error: unknown): { code?: string; responseCode?: number; response?: string } {
  if (typeof error !== "object" || error === null) return {};
  return {
    ...("code" in error && typeof error.code === "string" ? { code: error.code } : {}),
    ...("responseCode" in error && typeof error.responseCode === "number" ? { responseCode: error.responseCode } : {}),
    ...("response" in error && typeof error.response === "string" ? { response: error.response } : {}),
  };
}
