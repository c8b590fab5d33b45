import PostalMime, { type Email } from "postal-mime";
import { SMTPServer } from "smtp-server";
import { afterEach, describe, expect, test } from "vitest";
import { composeMail } from "./compose-mail.ts";
import { renderMail } from "./render-mail.ts";
import { deliveryOf, sendBySmtp } from "./smtp.ts";

const BASE = "https://purse.example.org";
let stop: (() => Promise<void>) | undefined;
afterEach(async () => stop?.());

/** A real server on this machine; `refuse` answers the recipient with an SMTP reply. */
async function startServer(refuse?: { code: number; text: string }): Promise<{ url: string; mails: Email[] }> {
  const mails: Email[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onRcptTo(_address, _session, done) {
      done(refuse ? Object.assign(new Error(refuse.text), { responseCode: refuse.code }) : null);
    },
    onData(stream, _session, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        PostalMime.parse(Buffer.concat(chunks)).then((mail) => {
          mails.push(mail);
          done(null);
        }, done);
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  const address = server.server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  stop = () => new Promise((resolve) => server.close(() => resolve()));
  return { url: `smtp://127.0.0.1:${port}`, mails };
}

function hebrewMail() {
  const request = {
    to: "dana@example.org",
    locale: "he",
    kind: "identity.reset_password",
    data: { name: "דנה O'Brien <x>" },
    action: "/reset-password?t=abc",
  };
  const rendered = renderMail(composeMail(request, BASE), BASE);
  return {
    ...rendered,
    from: "Commonpurse <no-reply@example.org>",
    to: request.to,
    messageId: "<0193-1@purse.example.org>",
  };
}

describe("over a real SMTP server", () => {
  test("a Hebrew mail arrives letter for letter, in both parts, with our own Message-ID at every try", async () => {
    const { url, mails } = await startServer();
    const mail = hebrewMail();
    expect(await sendBySmtp(url, mail)).toEqual({ kind: "sent" });
    expect(await sendBySmtp(url, mail)).toEqual({ kind: "sent" });
    const [first, second] = mails;
    expect(first?.subject).toBe("בחירת סיסמה חדשה");
    expect(first?.text?.replaceAll("\r\n", "\n").trim()).toBe(mail.text.trim());
    expect(first?.html?.replaceAll("\r\n", "\n").trim()).toBe(mail.html.trim());
    expect(first?.html).toContain('dir="rtl"');
    expect(first?.to).toEqual([{ name: "", address: "dana@example.org" }]);
    expect(first?.from).toEqual({ name: "Commonpurse", address: "no-reply@example.org" });
    expect(first?.messageId).toBe("<0193-1@purse.example.org>");
    expect(second?.messageId).toBe(first?.messageId);
    expect(first?.headers.find((header) => header.key === "auto-submitted")?.value).toBe("auto-generated");
  });

  test("no such mailbox is for ever, a greylisting is for later", async () => {
    const gone = await startServer({ code: 550, text: "5.1.1 no such mailbox" });
    expect(await sendBySmtp(gone.url, hebrewMail())).toMatchObject({ kind: "never" });
    await stop?.();
    const grey = await startServer({ code: 451, text: "4.7.1 try again" });
    expect(await sendBySmtp(grey.url, hebrewMail())).toMatchObject({ kind: "later" });
  });

  test("a server that is not there is for later", async () => {
    expect(await sendBySmtp("smtp://127.0.0.1:1", hebrewMail())).toMatchObject({ kind: "later" });
  });
});

test.each([
  [{ code: "EAUTH", responseCode: 535, response: "535 5.7.8 bad login" }, "login"],
  [{ code: "EENVELOPE", responseCode: 550, response: "550 5.1.1" }, "never"],
  [{ code: "EMESSAGE", responseCode: 554, response: "554 5.7.1 spam" }, "never"],
  [{ code: "EENVELOPE", responseCode: 552, response: "552 5.2.2 mailbox full" }, "later"],
  [{ code: "EENVELOPE", responseCode: 421, response: "421 busy" }, "later"],
  [{ code: "ETIMEDOUT" }, "later"],
  [{ code: "ETLS" }, "later"],
  ["not even an error", "later"],
])("reply %j is %s", (error, kind) => {
  expect(deliveryOf(error).kind).toBe(kind);
});
