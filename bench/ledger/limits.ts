import { withDatabase } from "./database.ts";

/** Every fourth account has limits by day and month, so high that they are asked at each debit and never reached. */
export async function setLimits(ownerUrl: string, communityId: string): Promise<void> {
  await withDatabase(ownerUrl, (client) =>
    client.ask(
      `update ledger.balance b set time_zone = 'Africa/Nairobi', day_limit = 1000000000000, month_limit = 5000000000000
         from (select id, row_number() over (order by code) as n from ledger.account
                where community_id = $1 and code like 'member/%') a
        where b.community_id = $1 and b.account_id = a.id and a.n % 4 = 0`,
      [communityId],
    ),
  );
}
