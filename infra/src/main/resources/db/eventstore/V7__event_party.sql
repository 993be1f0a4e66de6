-- Whoever follows what an account may see, from any place on, reads nothing of other accounts. An event has one or two parties, its owner
-- first (Audience sees to it), so two indexes find them all; the second holds only events that have two.
create index event_owner_position on event (owner, position);
create index event_second_party_position on event ((parties[2]), position) where parties[2] is not null;
