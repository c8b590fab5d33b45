-- Mails: written in the transaction of what they tell, sent by a job after it.

create schema notifications;
grant usage on schema notifications to cp_app;

create table notifications.mail (
  id uuid primary key,
  community_id uuid,
  user_id uuid,
  -- Template, such as `identity.verify_email`.
  kind text not null check (kind ~ '^[a-z]+\.[a-z_]+$'),
  locale text not null,
  -- Closed with the key ring: the address, and {subject, text, html}, which may hold a link that opens an account. The
  -- content goes once it is sent; that it was sent stays.
  sealed_to text not null,
  sealed_content text,
  status text not null default 'queued' check (status in ('queued', 'sent', 'failed')),
  -- Kept for /dev/mailbox: there is no mail server.
  kept boolean not null default false,
  attempts integer not null default 0,
  -- The same at every attempt, so that a mailbox knows a repeat.
  message_id text not null,
  failure text,
  created_at timestamptz not null,
  sent_at timestamptz,
  check (status <> 'queued' or sealed_content is not null)
);
create index mail_created_idx on notifications.mail (created_at desc, id desc);

-- Every command writes mails, about its own community or none. Only the system outside of communities reads them.
alter table notifications.mail enable row level security;
create policy written on notifications.mail for insert to cp_app
  with check (current_setting('app.access', true) in ('member', 'system', 'self')
    and (community_id is null or community_id = nullif(current_setting('app.community_id', true), '')::uuid));
create policy outside on notifications.mail for all to cp_app
  using (current_setting('app.access', true) = 'system' and current_setting('app.community_id', true) = '')
  with check (current_setting('app.access', true) = 'system' and current_setting('app.community_id', true) = '');
grant select, insert, update, delete on notifications.mail to cp_app;
