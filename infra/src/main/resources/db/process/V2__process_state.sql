-- What processes remember of each of their instances, such as a checkout's progress. Rows stay: an event that comes late must find the
-- process that it belongs to.
create table process_state (
    process    text        not null,
    instance   text        not null,
    state      jsonb       not null,
    updated_at timestamptz not null default now(),
    primary key (process, instance)
) with (fillfactor = 70);
