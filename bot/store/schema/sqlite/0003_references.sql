-- How to write to a place (place_key) or, with an empty channel, to whatever else is in its workspace: a text of the platform's adapter.
create table place_references (
  place text primary key,
  body text not null
);
