-- Instants are integer milliseconds since 1970. A place is named by place_key(); `thread` is '' for the whole channel.
-- Names and doors stand in tables of their own so that they can be erased; edits know people by number only.

create table schema_version (
  version integer primary key,
  name text not null
);

create table counters (
  name text primary key,
  value integer not null
);
insert into counters (name, value) values ('plan', 0), ('person', 0);

create table people (
  id integer primary key,
  name text not null,
  zone text
);

-- `person` is empty while a platform told about somebody who has not done anything yet.
create table doors (
  platform text not null,
  workspace text not null,
  user_id text not null,
  person integer references people (id),
  name text not null,
  folded_name text not null,
  folded_user text not null,
  zone text,
  profile_at integer,
  primary key (platform, workspace, user_id)
);
create index doors_of_person on doors (person);
create index doors_by_name on doors (platform, workspace, folded_name);
create index doors_by_user on doors (platform, workspace, folded_user);

-- The last five columns but created_at are kept in step with the log.
create table plans (
  id integer primary key,
  space text not null,
  platform text not null,
  workspace text not null,
  is_private integer not null,
  created_at integer not null,
  key text not null,
  title text not null,
  owner integer not null,
  version integer not null,
  seq integer not null,
  unique (space, key)
);
create index plans_of_workspace on plans (platform, workspace);

-- One row a command: who said what. Its edits are those from first_seq up to the next row's.
create table entries (
  plan integer not null references plans (id),
  first_seq integer not null,
  said text not null,
  said_by integer not null,
  at integer not null,
  place text not null,
  version integer not null,
  primary key (plan, first_seq)
);
create table edits (
  plan integer not null references plans (id),
  seq integer not null,
  body text not null,
  primary key (plan, seq)
);

-- `in_thread_of` is the key of the thread's root message, where the thread is known only once that is sent; '' otherwise.
create table bindings (
  id integer primary key autoincrement,
  plan integer not null references plans (id),
  place text not null,
  thread text not null,
  in_thread_of text not null,
  unique (place, thread, in_thread_of, plan)
);
create table focus (
  person integer primary key references people (id),
  plan integer not null references plans (id)
);

create table questions (
  id integer primary key autoincrement,
  plan integer not null references plans (id),
  asked text not null,
  place_key text not null,
  place text not null,
  message_key text,
  in_thread_of text,
  asked_at integer not null,
  asked_of integer,
  closed_at integer
);
create index questions_of_place on questions (place_key, closed_at);
create index questions_of_plan on questions (plan, closed_at);

-- `parent` is the key of the message that must be settled first: the one that is edited, or the root of the thread.
create table outbox (
  id integer primary key autoincrement,
  key text not null unique,
  platform text not null,
  place text not null,
  is_edit integer not null,
  parent text,
  body text not null,
  state text not null check (state in ('waiting', 'sent', 'expired', 'parked')),
  attempts integer not null,
  next_at integer not null,
  expires_at integer,
  created_at integer not null,
  settled_at integer,
  why text
);
create index outbox_due on outbox (next_at, id) where state = 'waiting';
create index outbox_of_place on outbox (place, id) where state = 'waiting';
create index outbox_expiring on outbox (expires_at) where state = 'waiting' and expires_at is not null;
create index outbox_children on outbox (parent) where state = 'waiting' and parent is not null;

-- Kept apart from the outbox: edits, threads and questions need the ids for as long as the plan lives.
create table sent (
  key text primary key,
  message text not null,
  channel text not null,
  at integer not null
);
create index sent_by_message on sent (message);

create table seen (
  key text primary key,
  at integer not null
);
create index seen_by_age on seen (at);

create table fired (
  plan integer not null references plans (id),
  key text not null,
  primary key (plan, key)
);
create table looks (
  plan integer primary key references plans (id),
  at integer,
  looked_at integer
);
create index looks_by_time on looks (at) where at is not null;
