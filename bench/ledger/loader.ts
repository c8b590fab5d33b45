import { type Client, withDatabase } from "./database.ts";

const AMOUNT = 250;
/** By so much the distance between giver and taker grows from round to round. */
const STEP = 7_919;

/**
 * Grows the books of one community to so many entries, as their owner and set by set, so that what is there is what transfers
 * would have left: in each round every account gives once and is given once, so its balance ends where it began. The history
 * lies between the last entry and now. It has no leaves: seals are of what the poster wrote.
 */
export async function loadEntries(ownerUrl: string, communityId: string, entries: number): Promise<void> {
  await withDatabase(ownerUrl, async (client) => {
    const { there, accounts } = await takeStock(client, communityId);
    const rounds = Math.ceil((entries - there) / (2 * accounts));
    if (rounds < 1) return;
    await client.ask(
      "create temporary table moment as select max(since) as since, clock_timestamp() as till from loading",
    );
    for (let round = 0; round < rounds; round++) {
      await client.ask("begin");
      await loadRound(client, communityId, { round, rounds, accounts });
      await client.ask("commit");
    }
    await settle(client, communityId, rounds);
    await client.ask("vacuum (analyze)");
  });
}

/** The accounts as they stand, numbered, in a table of this connection's own. */
async function takeStock(client: Client, communityId: string): Promise<{ there: number; accounts: number }> {
  await client.ask(
    `create temporary table loading as
       select a.id, b.seq, b.posted, b.last_recorded_at as since, (row_number() over (order by a.code) - 1)::int as n
         from ledger.account a join ledger.balance b on b.community_id = a.community_id and b.account_id = a.id
        where a.community_id = '${communityId}' and a.code like 'member/%'`,
  );
  await client.ask("create unique index on loading (n)");
  await client.ask("analyze loading");
  const rows = await client.ask<{ there: bigint; accounts: bigint }>(
    "select (select count(*) from ledger.entry) as there, (select count(*) from loading) as accounts",
  );
  return { there: Number(rows[0]?.there), accounts: Number(rows[0]?.accounts) };
}

interface Round {
  round: number;
  rounds: number;
  accounts: number;
}

async function loadRound(client: Client, communityId: string, { round, rounds, accounts }: Round): Promise<void> {
  const distance = 1 + ((round * STEP) % (accounts - 1));
  const at = `(select since + (till - since) * ${(round + 1) / (rounds + 1)}::float8 from moment)`;
  await client.ask(
    `create temporary table transfer on commit drop as
       select uuidv7(${at} - clock_timestamp()) as id, ${at} as at, d.id as debit, c.id as credit,
              d.seq + ${2 * round + 1} as debit_seq, d.posted - ${AMOUNT} as debit_after,
              c.seq + ${2 * round + 2} as credit_seq, c.posted as credit_after
         from loading d join loading c on c.n = (d.n + ${distance}) % ${accounts}`,
  );
  await client.ask(
    `insert into ledger.transaction (community_id, id, kind, effective_date, recorded_at, metadata)
     select $1, id, 'transfer', at::date, at, '{}' from transfer`,
    [communityId],
  );
  await client.ask(
    `insert into ledger.entry (community_id, account_id, recorded_at, seq, transaction_id, is_debit, amount, currency, label,
                               balance_after, effective_date)
     select $1, s.account, t.at, s.seq, t.id, s.is_debit, ${AMOUNT}, 'KES', 'transfer', s.after, t.at::date
       from transfer t cross join lateral (values (t.debit, t.debit_seq, true, t.debit_after),
                                                  (t.credit, t.credit_seq, false, t.credit_after)) as s (account, seq, is_debit, after)
      order by s.account, s.seq`,
    [communityId],
  );
}

/** What is posted stayed; the numbers and the time of the last entry did not. */
async function settle(client: Client, communityId: string, rounds: number): Promise<void> {
  await client.ask(
    `update ledger.balance b set seq = e.seq, last_recorded_at = e.recorded_at
       from loading l cross join lateral (select seq, recorded_at from ledger.entry
                                           where community_id = $1 and account_id = l.id
                                           order by recorded_at desc, seq desc limit 1) e
      where b.community_id = $1 and b.account_id = l.id and e.seq = b.seq + $2`,
    [communityId, 2 * rounds],
  );
}
