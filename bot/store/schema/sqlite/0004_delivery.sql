-- From `begun_at` (wall clock) on a waiting row may have been sent: it is set in the commit that takes the row and taken back by an answer that
-- says no. A row that has it when a process starts is in doubt. `repeats`: how often it was sent again all the same.
alter table outbox add column begun_at integer;
alter table outbox add column repeats integer not null default 0;
