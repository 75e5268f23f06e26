-- Where rows are written in the order of time and looked for by plan, by key or by place, an index of that costs each row a page of its own.
-- These two are filled by the thousand, sorted (bot/store/README.md): what stands behind the number in `counters` is not in them yet.
create table log_index (
  plan integer not null,
  first_seq integer not null,
  line integer not null,
  primary key (plan, first_seq)
) without rowid;
insert into log_index (plan, first_seq, line) select plan, first_seq, id from log_lines order by plan, first_seq;
drop index log_lines_of_plan;
insert into counters (name, value) select 'log_lines indexed', coalesce(max(id), 0) from log_lines;

create table outbox_keys (
  key text primary key,
  id integer not null
) without rowid;
insert into outbox_keys (key, id) select key, id from outbox order by key;
insert into counters (name, value)
  select 'outbox indexed', max(coalesce((select max(id) from outbox), 0), coalesce((select seq from sqlite_sequence where name = 'outbox'), 0));

-- What is old is found by going through the keys, a thousand at a time.
drop index seen_by_age;

-- The numbers of the rows are given by the store, and which of them wait in one place is known to it.
create table outbox_without_keys (
  id integer primary key,
  key text not null,
  platform text not null,
  workspace text not null,
  place text not null,
  is_edit integer not null,
  parent text,
  state text not null check (state = 'waiting' or state = 'sent' or state = 'expired' or state = 'parked'),
  attempts integer not null,
  next_at integer not null,
  expires_at integer,
  created_at integer not null,
  begun_at integer,
  repeats integer not null default 0,
  folded_into text,
  settled_at integer,
  why text,
  body text not null
);
insert into outbox_without_keys (id, key, platform, workspace, place, is_edit, parent, state, attempts, next_at, expires_at, created_at, begun_at, repeats, folded_into,
    settled_at, why, body)
  select id, key, platform, workspace, place, is_edit, parent, state, attempts, next_at, expires_at, created_at, begun_at, repeats, folded_into, settled_at, why, body
  from outbox order by id;
drop table outbox;
alter table outbox_without_keys rename to outbox;
create index outbox_waiting on outbox (id, place) where state = 'waiting';
create index outbox_edits on outbox (parent) where state = 'waiting' and is_edit = 1;
create index outbox_expiring on outbox (expires_at) where state = 'waiting' and expires_at is not null;
create index outbox_folded on outbox (folded_into) where folded_into is not null;
create index outbox_settled on outbox (settled_at) where state <> 'waiting';
