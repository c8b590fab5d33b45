import { type Client, withDatabase } from "../ledger/database.ts";

/** What the loaded books look like. */
export interface History {
  communityId: string;
  /** The account that every tenth entry is of. */
  hotAccountId: string;
  hotEntries: number;
  /** One of the others. */
  memberAccountId: string;
  entries: number;
  /** First and last instant of the history. */
  from: Date;
  till: Date;
}

const ACCOUNTS = 1_000;
const MONTHS = 14;
/** Transactions that one statement loads: the trigger on the entries holds all of them in memory once more. */
const AT_ONCE = 100_000;
/** Every so many transactions pass over the hot account, which is a tenth of the entries. */
const HOT_EVERY = 5;
/** Every so many are effective on an earlier day than the one on which they were recorded. */
const BACKDATED_EVERY = 31;
/** The newest entries that the roll-ups have not seen yet, in a thousandth: what a roll-up that lags would leave. */
const UNROLLED_SHARE = 1_000;

/**
 * Books of a thousand accounts and one hot one over fourteen months, as their owner and set by set: row for row what postings
 * would have left, with a gapless sequence and the balance after each entry, and rolled up but for the newest entries.
 */
export async function loadHistory(ownerUrl: string, communityId: string, entries: number): Promise<History> {
  return withDatabase(ownerUrl, async (client) => {
    const till = new Date();
    const from = new Date(till);
    from.setUTCMonth(from.getUTCMonth() - MONTHS);
    await client.ask("select platform.ensure_partitions($1, $2)", [from, till]);
    await openAccounts(client, communityId, from);
    const transactions = Math.ceil(entries / 2);
    for (let first = 0; first < transactions; first += AT_ONCE) {
      const last = Math.min(transactions, first + AT_ONCE) - 1;
      await loadChunk(client, communityId, { first, last, transactions, from, till });
    }
    await settle(client, communityId);
    await rollUp(client, communityId, Math.ceil(transactions / UNROLLED_SHARE), till);
    await client.ask("vacuum (analyze)");
    const [hot, member] = await client.ask<{ id: string; seq: bigint }>(
      "select id, seq from loading where n <= 1 order by n",
    );
    return {
      communityId,
      hotAccountId: hot?.id ?? "",
      hotEntries: Number(hot?.seq),
      memberAccountId: member?.id ?? "",
      entries: 2 * transactions,
      from,
      till,
    };
  });
}

/** The accounts, numbered, with what they have so far, in a table of this connection's own. Number 0 is the hot one. */
async function openAccounts(client: Client, communityId: string, from: Date): Promise<void> {
  await client.ask(
    `insert into ledger.account (community_id, id, code, type, currency, normal_side, created_at)
     select $1, gen_random_uuid(), case n when 0 then 'clearing/hot' else 'member/' || lpad(n::text, 6, '0') end,
            case n when 0 then 'CLEARING' else 'USER' end, 'KES', case n when 0 then 'debit' else 'credit' end, $2
       from generate_series(0, ${ACCOUNTS}) n`,
    [communityId, from],
  );
  await client.ask(
    "insert into ledger.balance (community_id, account_id) select community_id, id from ledger.account where community_id = $1",
    [communityId],
  );
  await client.ask(
    `create temporary table loading as
       select id, normal_side = 'debit' as grows_by_debit, 0::bigint as seq, 0::bigint as posted,
              case code when 'clearing/hot' then 0 else right(code, 6)::int end as n
         from ledger.account where community_id = '${communityId}'`,
  );
  await client.ask("create unique index on loading (n)");
  await client.ask("analyze loading");
}

interface Chunk {
  first: number;
  last: number;
  transactions: number;
  from: Date;
  till: Date;
}

async function loadChunk(client: Client, communityId: string, chunk: Chunk): Promise<void> {
  await client.ask("begin");
  await makeTransfers(client, chunk);
  await client.ask(
    `insert into ledger.transaction (community_id, id, kind, effective_date, recorded_at, metadata)
     select $1, id, 'transfer', effective, at, '{}' from transfer order by id`,
    [communityId],
  );
  await client.ask(
    `create temporary table line on commit drop as
       select a.id as account, t.id, t.at, t.effective, s.is_debit, t.amount,
              a.seq + row_number() over own as seq,
              a.posted + sum(case when s.is_debit = a.grows_by_debit then t.amount else -t.amount end) over own as after
         from transfer t cross join lateral (values (t.giver, true), (t.taker, false)) as s (n, is_debit)
         join loading a on a.n = s.n
       window own as (partition by s.n order by t.i, s.is_debit desc rows unbounded preceding)`,
  );
  await client.ask(
    `insert into ledger.entry (community_id, account_id, recorded_at, seq, transaction_id, is_debit, amount, currency, label,
                               balance_after, effective_date)
     select $1, account, at, seq, id, is_debit, amount, 'KES', 'transfer', after, effective from line order by account, seq`,
    [communityId],
  );
  await client.ask(
    `update loading l set seq = s.seq, posted = s.after
       from (select distinct on (account) account, seq, after from line order by account, seq desc) s where s.account = l.id`,
  );
  await client.ask("commit");
}

/** Who gives whom what, and when: in whole milliseconds, evenly over the time. */
async function makeTransfers(client: Client, { first, last, transactions, from, till }: Chunk): Promise<void> {
  await client.ask(
    `create temporary table transfer on commit drop as
       select i, uuidv7(at - clock_timestamp()) as id, at, (at at time zone 'UTC')::date
                - case when i % ${BACKDATED_EVERY} = 0 then 1 + ((i / ${BACKDATED_EVERY}) % 60)::int else 0 end as effective,
              case when i % ${HOT_EVERY} = 0 then 0 else 1 + (i * 7919) % ${ACCOUNTS} end::int as giver,
              1 + (i * 104729 + i / ${ACCOUNTS} + 1) % ${ACCOUNTS} as taker, 100 + (i * 31) % 9973 as amount
         from generate_series($1::bigint, $2::bigint) i
         cross join lateral (select date_trunc('milliseconds', $3::timestamptz + ($4::timestamptz - $3::timestamptz) * (i::float8 / $5)) as at) w`,
    [first, last, from, till, transactions],
  );
  // Nobody gives to himself.
  await client.ask(`update transfer set taker = 1 + taker % ${ACCOUNTS} where taker = giver`);
}

async function settle(client: Client, communityId: string): Promise<void> {
  await client.ask(
    `update ledger.balance b set seq = l.seq, posted = l.posted, last_recorded_at = e.recorded_at
       from loading l cross join lateral (select recorded_at from ledger.entry where community_id = $1 and account_id = l.id
                                           order by recorded_at desc, seq desc limit 1) e
      where b.community_id = $1 and b.account_id = l.id`,
    [communityId],
  );
}

/** As the roll-up would have left it when so many of the newest transactions were still to come. */
async function rollUp(client: Client, communityId: string, unrolled: number, till: Date): Promise<void> {
  const last = await client.ask<{ at: Date }>(
    "select recorded_at as at from ledger.transaction where community_id = $1 order by id desc offset $2 limit 1",
    [communityId, unrolled],
  );
  const rolledTill = last[0]?.at ?? till;
  const sums = "sum(amount) filter (where is_debit) as debit, sum(amount) filter (where not is_debit) as credit";
  await client.ask(
    `insert into ledger.account_day (community_id, account_id, effective_date, debit, credit)
     select $1, account_id, effective_date, coalesce(debit, 0), coalesce(credit, 0)
       from (select account_id, effective_date, ${sums} from ledger.entry where community_id = $1 and recorded_at <= $2 group by 1, 2) s
      order by account_id, effective_date`,
    [communityId, rolledTill],
  );
  await client.ask(
    `insert into ledger.account_month (community_id, account_id, month, debit, credit)
     select community_id, account_id, date_trunc('month', effective_date)::date, sum(debit), sum(credit)
       from ledger.account_day where community_id = $1 group by 1, 2, 3 order by 2, 3`,
    [communityId],
  );
  await client.ask(
    `insert into ledger.rolled (community_id, account_id, seq, recorded_at)
     select $1, account_id, max(seq), max(recorded_at) from ledger.entry where community_id = $1 and recorded_at <= $2 group by account_id`,
    [communityId, rolledTill],
  );
}
