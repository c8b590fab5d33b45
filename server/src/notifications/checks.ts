import type { Check } from "../platform/module.ts";

export const checks: readonly Check[] = [
  {
    name: "notifications.mails_leave",
    why: "A mail that waits for more than two days was lost by the queue: nobody was told what it tells.",
    async run(db) {
      const rows = await db
        .selectFrom("notifications.mail")
        .select(["id", "created_at"])
        .where("status", "=", "queued")
        .where("created_at", "<", new Date(Date.now() - 2 * 86_400_000))
        .limit(100)
        .execute();
      return rows.map((row) => `mail ${row.id} waits since ${row.created_at.toISOString()}`);
    },
  },
];
