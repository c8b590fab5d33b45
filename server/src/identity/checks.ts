import type { Check } from "../platform/module.ts";
import { parsePhc } from "./password.ts";

export const checks: readonly Check[] = [
  {
    name: "identity.hashes_readable",
    why: "A password hash that cannot be read locks its owner out, and one that is no hash is a password in the clear.",
    async run(db) {
      const rows = await db
        .selectFrom("identity.user")
        .select(["id", "password_hash"])
        .where("password_hash", "is not", null)
        .execute();
      return rows.filter((row) => parsePhc(row.password_hash ?? "") === null).map((row) => `user ${row.id}`);
    },
  },
  {
    name: "identity.sessions_of_proved_users",
    why: "Nobody enters before the address is proved.",
    async run(db) {
      const rows = await db
        .selectFrom("identity.session as s")
        .innerJoin("identity.user as u", "u.id", "s.user_id")
        .select("s.id")
        .where("u.email_verified_at", "is", null)
        .limit(100)
        .execute();
      return rows.map((row) => `session ${row.id}`);
    },
  },
];
