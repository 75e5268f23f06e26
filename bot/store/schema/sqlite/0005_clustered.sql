-- The tables that every command writes to are kept in the order of their keys: one tree each instead of two.
create table edits_by_key (
  plan integer not null references plans (id),
  seq integer not null,
  body text not null,
  primary key (plan, seq)
) without rowid;
insert into edits_by_key select plan, seq, body from edits;
drop table edits;
alter table edits_by_key rename to edits;

create table entries_by_key (
  plan integer not null references plans (id),
  first_seq integer not null,
  said text not null,
  said_by integer not null,
  at integer not null,
  place text not null,
  version integer not null,
  primary key (plan, first_seq)
) without rowid;
insert into entries_by_key select plan, first_seq, said, said_by, at, place, version from entries;
drop table entries;
alter table entries_by_key rename to entries;

create table seen_by_key (
  key text primary key,
  at integer not null
) without rowid;
insert into seen_by_key select key, at from seen;
drop table seen;
alter table seen_by_key rename to seen;
create index seen_by_age on seen (at);

create table sent_by_key (
  key text primary key,
  message text not null,
  channel text not null,
  at integer not null
) without rowid;
insert into sent_by_key select key, message, channel, at from sent;
drop table sent;
alter table sent_by_key rename to sent;
create index sent_by_message on sent (message);
create index sent_by_age on sent (at);
