-- Documents: papers that people keep (a gift's receipt), numbered without a gap per community, kind and year.
-- A document's row holds no person's name: what is printed is read from the subject at the time of printing, so that
-- erasing a person blanks the paper too. What can never be changed is the number and what it stands for.

create schema documents;
grant usage on schema documents to cp_app;

-- The last number given. Its row is the lock under which the next one is taken, so a rolled-back command leaves no gap.
create table documents.series (
  community_id uuid not null,
  kind text not null check (kind ~ '^[a-z_]{1,40}$'),
  year integer not null check (year between 2000 and 9999),
  last_number bigint not null check (last_number >= 0),
  primary key (community_id, kind, year)
);
call platform.protect('documents.series', allow => 'select, insert, update');

create table documents.document (
  community_id uuid not null,
  id uuid not null,
  kind text not null check (kind ~ '^[a-z_]{1,40}$'),
  year integer not null,
  number bigint not null check (number > 0),
  subject_id uuid not null,
  issued_at timestamptz not null,
  primary key (community_id, id),
  constraint document_number_key unique (community_id, kind, year, number),
  constraint document_subject_key unique (community_id, kind, subject_id),
  foreign key (community_id, kind, year) references documents.series (community_id, kind, year)
);
call platform.protect('documents.document', allow => 'select, insert');
