-- Where a question or a binding stands in the thread of a message, or under one of its own: what the platform calls that message, once it
-- is sent (`root`, `own`). Every turn asks for it, so it is not looked for in `sent` each time.
alter table questions add column root text;
alter table questions add column own text;
update questions set root = (select message from sent where key = in_thread_of), own = (select message from sent where key = message_key);
alter table bindings add column root text;
update bindings set root = (select message from sent where key = in_thread_of);

-- What may be sent next is chosen among the first rows of their places, which the process knows; few rows are looked for by anything else.
-- The body stands last, behind what is read and changed without it. (A check by `in` would make a table of its words for each row.)
create table outbox_with_heads (
  id integer primary key autoincrement,
  key text not null unique,
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
insert into outbox_with_heads (id, key, platform, workspace, place, is_edit, parent, state, attempts, next_at, expires_at, created_at, begun_at, repeats, folded_into, settled_at, why, body)
  select id, key, platform, workspace, place, is_edit, parent, state, attempts, next_at, expires_at, created_at, begun_at, repeats, folded_into, settled_at, why,
    case when state = 'sent' then '' else body end from outbox order by id;
drop table outbox;
alter table outbox_with_heads rename to outbox;
create index outbox_of_place on outbox (place, id) where state = 'waiting';
create index outbox_edits on outbox (parent) where state = 'waiting' and is_edit = 1;
create index outbox_expiring on outbox (expires_at) where state = 'waiting' and expires_at is not null;
create index outbox_folded on outbox (folded_into) where folded_into is not null;
create index outbox_settled on outbox (settled_at) where state <> 'waiting';
