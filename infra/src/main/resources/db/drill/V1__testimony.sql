-- What everybody was told and saw in a drill. Unlogged: no drill that uses it kills its server.

-- What the appender told its callers, an event a row: 'appended' at this position, 'refused' with the promise that nothing was written,
-- 'unknown', or why it lost. A caller whose append lost wrote nothing.
create unlogged table answer (
    process  text   not null,
    event_id text   not null,
    stream   text   not null,
    version  bigint not null,
    outcome  text   not null,
    position bigint
);

-- What a reader of the log applied: a row a batch, written in the transaction that moves the reader on. Batches are numbered as they come.
create unlogged table reading (
    batch     bigint generated always as identity,
    reader    text     not null,
    positions bigint[] not null,
    event_ids text[]   not null
);

-- The same, an event a row, in the order in which the reader saw them.
create view seen as
    select reader, position, event_id, row_number() over (partition by reader order by batch, place) as place
    from reading cross join unnest(positions, event_ids) with ordinality as event (position, event_id, place);
