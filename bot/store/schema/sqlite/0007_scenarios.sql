-- What people were shown of how a plan could go, the last of its kind: a what-if, or numbered ways back. `person` is who alone saw it, 0 is
-- everybody who sees the plan.
create table scenarios (
  plan integer not null references plans (id),
  person integer not null,
  what text not null,
  seq integer not null,
  version integer not null,
  at integer not null,
  ways text not null,
  primary key (plan, person, what)
) without rowid;
create index scenarios_by_age on scenarios (at);
