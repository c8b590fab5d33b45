import type { Insertable, Selectable } from "kysely";
import type { Database, Tx } from "../platform/db.ts";

export type MailRow = Selectable<Database["notifications.mail"]>;

export async function insertMail(tx: Tx, row: Insertable<Database["notifications.mail"]>): Promise<void> {
  await tx.insertInto("notifications.mail").values(row).execute();
}

/** The mail, if it still waits; locked, so that two workers do not send it at once. */
export async function lockQueuedMail(tx: Tx, id: string): Promise<MailRow | undefined> {
  return tx
    .selectFrom("notifications.mail")
    .selectAll()
    .where("id", "=", id)
    .where("status", "=", "queued")
    .forNoKeyUpdate()
    .executeTakeFirst();
}

export async function countAttempt(tx: Tx, id: string): Promise<void> {
  await tx
    .updateTable("notifications.mail")
    .set((eb) => ({ attempts: eb("attempts", "+", 1) }))
    .where("id", "=", id)
    .execute();
}

/** `keepContent`: for the dev mailbox, which is the only place where it can be read. */
export async function markSent(tx: Tx, id: string, at: Date, keepContent: boolean): Promise<void> {
  await tx
    .updateTable("notifications.mail")
    .set({ status: "sent", sent_at: at, kept: keepContent, failure: null })
    .$if(!keepContent, (query) => query.set({ sealed_content: null }))
    .where("id", "=", id)
    .execute();
}

export async function markFailed(tx: Tx, id: string, failure: string): Promise<void> {
  await tx
    .updateTable("notifications.mail")
    .set({ status: "failed", failure: failure.slice(0, 500), sealed_content: null })
    .where("id", "=", id)
    .execute();
}

export async function noteFailure(tx: Tx, id: string, failure: string): Promise<void> {
  await tx
    .updateTable("notifications.mail")
    .set({ failure: failure.slice(0, 500) })
    .where("id", "=", id)
    .execute();
}

export async function listMails(tx: Tx, most: number): Promise<MailRow[]> {
  return tx
    .selectFrom("notifications.mail")
    .selectAll()
    .where("sealed_content", "is not", null)
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .limit(most)
    .execute();
}

export async function findMail(tx: Tx, id: string): Promise<MailRow | undefined> {
  return tx.selectFrom("notifications.mail").selectAll().where("id", "=", id).executeTakeFirst();
}

/** At most so many of the oldest that have left or failed. Answers how many are gone. */
export async function deleteMailsBefore(tx: Tx, before: Date, most: number): Promise<number> {
  const oldest = tx
    .selectFrom("notifications.mail")
    .select("id")
    .where("created_at", "<", before)
    .where("status", "<>", "queued")
    .orderBy("created_at")
    .orderBy("id")
    .limit(most);
  const { numDeletedRows } = await tx.deleteFrom("notifications.mail").where("id", "in", oldest).executeTakeFirst();
  return Number(numDeletedRows);
}
