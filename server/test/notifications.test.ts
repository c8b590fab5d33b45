import { sql } from "kysely";
import PostalMime, { type Email } from "postal-mime";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { BATCH, forgetMails } from "../src/notifications/forget-mails.ts";
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

async function countMails(kind: string): Promise<number> {
  const rows = await server.database.owner
    .selectFrom("notifications.mail")
    .select("id")
    .where("kind", "=", kind)
    .execute();
  return rows.length;
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

test("mails are forgotten after a while, however many; one that waits is not", async () => {
  const waiting = await write("late@example.org");
  // Older than all others here, so that they are the first to go.
  const old = new Date(server.clock.now().getTime() - 3_600_000);
  await sql`
    insert into notifications.mail (id, kind, locale, sealed_to, status, message_id, created_at)
    select gen_random_uuid(), 'test.old', 'en', '', case when n % 2 = 0 then 'sent' else 'failed' end, '', ${old}
      from generate_series(1, ${2 * BATCH + 1}) n`.execute(server.database.owner);
  // Nothing delivers the one that waits: only the job of this test is carried out.
  const forget = () => server.app.services.run({ as: "nobody", actor: SYSTEM }, forgetMails);
  server.clock.advance({ days: 89 });
  await forget();
  expect(await countMails("test.old")).toBe(2 * BATCH + 1);
  server.clock.advance({ days: 2 });
  const fresh = await write("new@example.org");
  for (const left of [BATCH + 1, 1, 0]) {
    await forget();
    expect(await countMails("test.old")).toBe(left);
  }
  expect(await stored(waiting)).toMatchObject({ status: "queued" });
  expect(await stored(fresh)).toMatchObject({ status: "queued" });
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
