-- The newest known state of long streams. Losing a row costs time, never truth; a form that code no longer knows is ignored.
create table snapshot (
    stream       text        not null primary key,
    -- The version of the last event that the state has seen.
    version      bigint      not null,
    type         text        not null,
    type_version int         not null,
    taken_at     timestamptz not null default clock_timestamp(),
    payload      bytea       not null
);
