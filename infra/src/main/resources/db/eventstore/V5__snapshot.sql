-- The newest known state of long streams. Losing a row costs time, never truth; a form that code no longer knows is passed over.
create table snapshot (
    stream   text        not null primary key,
    -- The version of the last event that the state has seen.
    version  bigint      not null,
    -- Names the form of the payload, such as "listing.1"; never a class name.
    form     text        not null,
    taken_at timestamptz not null,
    payload  bytea       not null
);
