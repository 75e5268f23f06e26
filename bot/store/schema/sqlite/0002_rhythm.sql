-- Absences are dates in the person's own calendar, as days since 1970; nobody is away without both.
alter table people add column away_from integer;
alter table people add column away_until integer;

-- Channels that plans name in their edits, by number like people.
insert into counters (name, value) values ('channel', 0);
create table channels (
  id integer primary key,
  platform text not null,
  workspace text not null,
  channel text not null,
  name text not null,
  unique (platform, workspace, channel)
);

-- `person` got a direct message for it at `at`: nobody is to get more than a few a day.
alter table fired add column person integer;
alter table fired add column at integer;
create index fired_by_time on fired (at, person) where person is not null;
