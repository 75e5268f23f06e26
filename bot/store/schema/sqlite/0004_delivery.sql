-- From `begun_at` (wall clock) on a waiting row may have been sent: it is set in the commit that takes the row and taken back by an answer that
-- says no. A row that has it when a process starts is in doubt. `repeats`: how often it was sent again all the same.
alter table outbox add column begun_at integer;
alter table outbox add column repeats integer not null default 0;

-- workspace_key() of its place: workspaces take turns.
alter table outbox add column workspace text not null default '';
update outbox set workspace = platform || '/' || substr(substr(place, length(platform) + 2), 1, instr(substr(place, length(platform) + 2), '/') - 1);
create index outbox_of_workspace on outbox (workspace, next_at, id) where state = 'waiting';

-- The key of the direct message that this one is being sent in.
alter table outbox add column folded_into text;
create index outbox_folded on outbox (folded_into) where folded_into is not null;
create index outbox_settled on outbox (settled_at) where state <> 'waiting';

create index sent_by_age on sent (at);
create index questions_closed on questions (closed_at) where closed_at is not null;
create index questions_by_message on questions (message_key) where message_key is not null;
create index questions_by_root on questions (in_thread_of) where in_thread_of is not null;
create index bindings_by_root on bindings (in_thread_of);
create index fired_by_date on fired (substr(key, length(key) - 9));
