-- settle(): finds out what became of a call of append() whose answer was lost.
--
-- It fences the session first, under the log's lock. Whatever that session sent has then either committed already, and is found here, or
-- can never commit, however late a server takes it out of a buffer. Events are looked up by stream and version and recognised by their
-- id: if another event stands there, the command lost.
create or replace function settle(in lost_session uuid, in streams text[], in versions bigint[], in event_ids text[])
    returns table (event_id text, epoch int, "position" bigint, recorded_at timestamptz) language plpgsql as $$
#variable_conflict use_column
begin
    perform pg_advisory_xact_lock(hashtextextended('eventstore.append', 0));
    insert into fenced_session (session) values (lost_session) on conflict do nothing;
    return query
        select e.event_id, e.epoch, e.position, e.recorded_at
        from unnest(streams, versions, event_ids) as asked (stream, version, id)
        join event e on e.stream = asked.stream and e.version = asked.version and e.event_id = asked.id;
end
$$;
