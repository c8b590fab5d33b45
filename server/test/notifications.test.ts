import PostalMime, { type Email } from "postal-mime";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sendMail } from "../src/notifications/index.ts";
import { request } from "./harness/people.ts";
import { createTestServer, type TestServer } from "./harness/server.ts";

const SYSTEM = { kind: "system", job: "test" } as const;
const mails: Email[] = [];
let refusal: { code: number; text: string } | null = null;
const smtp = new SMTPServer({
  authOptional: true,
  disabledCommands: ["STARTTLS"],
  onRcptTo(_address, _session, done) {
    done(refusal ? Object.assign(new Error(refusal.text), { responseCode: refusal.code }) : null);
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

let server: TestServer;
beforeAll(async () => {
  await new Promise<void>((resolve) => smtp.listen(0, "127.0.0.1", () => resolve()));
  const address = smtp.server.address();
  server = await createTestServer({ smtpUrl: `smtp://127.0.0.1:${typeof address === "object" ? address?.port : 0}` });
});
afterAll(async () => {
  await server.stop();
  await new Promise<void>((resolve) => smtp.close(() => resolve()));
});

const write = (to: string, locale = "he") =>
  server.app.services.run({ as: "nobody", actor: SYSTEM }, (ctx) =>
    sendMail(ctx, { to, locale, kind: "identity.verify_email", data: { name: "דנה" }, action: "/verify?t=abc" }),
  );

async function stored(id: string) {
  const row = await server.database.owner
    .selectFrom("notifications.mail")
    .selectAll()
    .where("id", "=", id)
    .executeTakeFirstOrThrow();
  return { status: row.status, attempts: row.attempts, hasContent: row.sealed_content !== null, failure: row.failure };
}

describe("with a relay", () => {
  test("a mail goes out once after the commit, and its words are not kept", async () => {
    const id = await write("dana@example.org");
    expect(mails).toHaveLength(0);
    expect(await stored(id)).toMatchObject({ status: "queued", hasContent: true });
    await server.runJobs();
    expect(mails.map((mail) => mail.subject)).toEqual(["אישור כתובת הדוא״ל"]);
    expect(mails[0]?.messageId).toBe(`<${id}@127.0.0.1>`);
    expect(await stored(id)).toEqual({ status: "sent", attempts: 1, hasContent: false, failure: null });
    await server.runJobs();
    expect(mails).toHaveLength(1);
  });

  test("a mail whose command is undone does not exist", async () => {
    const undone = server.app.services.run({ as: "nobody", actor: SYSTEM }, async (ctx) => {
      await sendMail(ctx, {
        to: "x@example.org",
        locale: "en",
        kind: "identity.verify_email",
        data: { name: "X" },
        action: "/verify?t=abc",
      });
      throw new Error("undone");
    });
    await expect(undone).rejects.toThrow("undone");
    await server.runJobs();
    expect(mails).toHaveLength(1);
  });

  test("what the relay cannot take now is tried again later with the same Message-ID, what it never takes is given up", async () => {
    refusal = { code: 451, text: "4.7.1 greylisted" };
    const id = await write("grey@example.org");
    await server.runJobs();
    expect(await stored(id)).toMatchObject({ status: "queued", attempts: 1 });
    refusal = null;
    await server.runJobs();
    expect(mails).toHaveLength(1);
    server.clock.advance({ minutes: 2 });
    await server.runJobs();
    expect(await stored(id)).toMatchObject({ status: "sent", attempts: 2 });
    expect(mails.at(-1)?.messageId).toBe(`<${id}@127.0.0.1>`);
    refusal = { code: 550, text: "5.1.1 no such mailbox" };
    const gone = await write("gone@example.org");
    await server.runJobs();
    expect(await stored(gone)).toMatchObject({ status: "failed", hasContent: false });
    refusal = null;
    expect(await server.failedJobs()).toEqual([]);
  });
});

describe("without a relay", () => {
  test("the mailbox for development shows the mail in a frame that runs nothing; production has no such page", async () => {
    const dev = await createTestServer();
    const prod = await createTestServer({ production: true });
    try {
      const id = await dev.app.services.run({ as: "nobody", actor: SYSTEM }, (ctx) =>
        sendMail(ctx, {
          to: "d@example.org",
          locale: "he",
          kind: "identity.verify_email",
          data: { name: "<b>D" },
          action: "/verify?t=abc",
        }),
      );
      await dev.runJobs();
      const list = await request(dev, "GET", "/dev/mailbox");
      expect(list.text).toContain(`/dev/mailbox/${id}`);
      const page = await request(dev, "GET", `/dev/mailbox/${id}`);
      expect(page.text).toContain('sandbox="allow-popups allow-popups-to-escape-sandbox"');
      const body = await request(dev, "GET", `/dev/mailbox/${id}/body`);
      expect(String(body.headers["content-security-policy"])).toContain("default-src 'none'");
      expect(body.text).toContain("&lt;b&gt;D");
      expect((await request(dev, "GET", "/dev/mailbox/018f0000-0000-7000-8000-000000000001")).status).toBe(404);
      for (const path of ["/dev/mailbox", "/dev/mailbox.json", `/dev/mailbox/${id}`]) {
        expect((await request(prod, "GET", path)).status).toBe(404);
      }
    } finally {
      await dev.stop();
      await prod.stop();
    }
  });
});
