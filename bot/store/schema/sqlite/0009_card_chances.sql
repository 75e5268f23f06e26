-- What the card of a plan says of the chance of its date, in ten-thousandths, and for how many edits and which local day (days since 1970)
-- that was worked out.
create table card_chances (
  plan integer primary key references plans (id),
  chance integer,
  seq integer not null,
  day integer not null,
  at integer not null
);
