-- By which the card finds what comes first: a forecast's safe starts, as JSON; null: it goes by latest starts.
alter table card_chances add column starts text;
