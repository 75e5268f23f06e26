-- Who may see a private plan beside its owner; what the log says of it, to be found by person.
create table guests (
  person integer not null,
  plan integer not null references plans (id),
  primary key (person, plan)
) without rowid;

-- The message that asks a question, as long as it is open: it is changed once, when that is answered.
alter table questions add column shown text;
