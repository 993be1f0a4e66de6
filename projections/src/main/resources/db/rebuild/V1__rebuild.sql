-- Versions of the views beside those that serve: each is a table of the same name in another schema, so that its indexes and constraints
-- keep their names too, and what moves it into service is "alter table … set schema".
create schema if not exists views_next;      -- being built; whatever a rebuild that ended half-way left is thrown away by the next one
create schema if not exists views_previous;  -- what served before the last swap, until it is dropped or the next swap takes its place

-- The rows in which the last rebuild of each view found the served table different from what the events say.
create table difference (
    consumer         text not null,
    id               text not null,
    -- The event that last touched the row in the served table, and in the rebuilt one; null where there is no such row.
    served_epoch     int,
    served_position  bigint,
    rebuilt_epoch    int,
    rebuilt_position bigint,
    -- Names of the fields that differ, never their values.
    fields           text[],
    primary key (consumer, id)
);
