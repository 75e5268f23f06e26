-- A command is one row with its edits in it, as the exported log has it, and rows stand in the order in which they were written: a tree that
-- grows at its end is neither split nor rewritten. The index finds them by plan.
create table log_lines (
  id integer primary key,
  plan integer not null references plans (id),
  first_seq integer not null,
  body text not null
);
insert into log_lines (plan, first_seq, body)
  select e.plan, e.first_seq, json_object('v', 1, 'first_seq', e.first_seq, 'said', e.said, 'by', e.said_by, 'at', e.at, 'place', json(e.place), 'version', e.version,
    'edits', (select json_group_array(json(d.body)) from (select body from edits where edits.plan = e.plan and edits.seq >= e.first_seq and
      edits.seq < coalesce((select min(n.first_seq) from entries n where n.plan = e.plan and n.first_seq > e.first_seq), edits.seq + 1) order by edits.seq) d))
  from entries e order by e.at, e.plan, e.first_seq;
drop table edits;
drop table entries;
create unique index log_lines_of_plan on log_lines (plan, first_seq);
