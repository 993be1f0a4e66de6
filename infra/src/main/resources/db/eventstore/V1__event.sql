-- The log: every event that ever happened, in commit order. Rows are inserted by the function append() and never changed or deleted.
create table event (
    -- 1, 2, 3, … in commit order, without gaps: "position > n order by position" is the whole of reading.
    position       bigint      not null,
    -- A promotion of a standby or a restore may use positions again; it starts a new epoch (see table epoch).
    epoch          int         not null,
    -- The aggregate's id, and the event's number in its stream, from 0.
    stream         text        not null,
    version        bigint      not null,
    event_id       text        not null,
    -- Name and version of the payload's form in EventCatalog; never a class name.
    type           text        not null,
    type_version   int         not null,
    -- Set under the append lock; never goes back as positions go up.
    recorded_at    timestamptz not null,
    -- When the deciding node decided it.
    occurred_at    timestamptz not null,
    -- The account whose data it is (one day the key of partitions), and the accounts that may see it.
    owner          text        not null,
    parties        text[]      not null,
    actor_kind     text        not null,
    actor_id       text        not null,
    request_id     text,
    correlation_id text,
    -- The id of the event that led to the command.
    caused_by      text,
    metadata       jsonb       not null,
    -- The exact bytes that were written, which is what proofs hash: that is why it is no jsonb.
    payload        bytea       not null,

    constraint event_pk primary key (position),
    -- Stands behind the version check of append(): not even a bug there could give a stream two events of one version.
    constraint event_stream_version unique (stream, version)
);

-- A consumer that wants few types skips all others.
create index event_type_position on event (type, position);

-- Rows are only added, so all that autovacuum has to do is freeze and gather statistics: often, in small steps.
alter table event set (
    autovacuum_vacuum_insert_scale_factor = 0.02,
    autovacuum_analyze_scale_factor = 0.02
);
