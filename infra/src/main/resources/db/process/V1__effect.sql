-- What processes want done outside. A row is written in the transaction that also keeps the process's state and its place in the log; a
-- worker runs it outside every transaction. A row that is done stays for a month, so that a wish that comes twice is known.
--
-- Whoever runs an effect writes its name and the end of its lease, and prolongs that while it runs. A lease that has ended says that the
-- node died: the row can be taken again. Lease, worker and attempts are in no index, so taking a row is a cheap update in place.
create table effect (
    id          text primary key,
    kind        text        not null,
    lane        text        not null,
    arguments   jsonb       not null,
    due_at      timestamptz not null,
    worker      text,
    lease_until timestamptz,
    attempts    integer     not null default 0,
    last_error  text,
    created_at  timestamptz not null default now(),
    done_at     timestamptz,
    check ((worker is null) = (lease_until is null))
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000);

-- A poll reads from the left and stops at now(): deadlines far ahead cost nothing.
create index effect_open on effect (lane, due_at) where done_at is null;
create index effect_failing on effect (kind) where done_at is null and last_error is not null;
create index effect_done on effect (done_at) where done_at is not null;
