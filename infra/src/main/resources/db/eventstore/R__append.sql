-- append(): one call commits the events of many commands.
--
-- Called in autocommit under READ COMMITTED, so that the call is the transaction. Its order is what everything else relies on:
--
--   1. take the log's lock, held until the commit is visible to others;
--   2. read where the log ends; under READ COMMITTED this statement has a snapshot of its own, taken after the lock was got, so it sees
--      the commit of whoever held the lock before;
--   3. find the commands that lose: an idempotency key that was used, a claim that another holds, a stream that moved on;
--   4. insert the events of all others with the next positions, and their keys and claims;
--   5. notify once.
--
-- Hence positions have no gaps (a call that fails uses up none: there is no sequence) and follow commit order (the next call cannot read
-- the end of the log before this one is visible). A reader's snapshot that shows position n shows every position below n.
--
-- A lost command costs only itself. The caller never sends two commands of one stream, key or claim in one call, so commands of a call
-- cannot decide each other's fate and a set-based check is exact; should a caller break that rule, a unique constraint fails the call.
-- The one thing left is a claim that a command of this call lets go and another one asks for: it is still held, as if who asks had come
-- first. Both were under way at once, so either order is right, and a loser has no position that could tell.
--
-- Arrays stand for small tables, so that one round trip and few statements serve any number of commands: event_* has an element an
-- event, expected_* one a stream that a command writes to, key_* and claim_* one a key and a claim. *_command is the number of the
-- command in the call, from 1. A claim whose hash is null lets go what its holder has of that kind; a bar is a claim that nobody may hold.
create or replace function append(
    in  appender_session   uuid,
    in  event_command      int[],
    in  event_stream       text[],
    in  event_version      bigint[],
    in  event_id           text[],
    in  event_type         text[],
    in  event_type_version int[],
    in  event_occurred_ms  bigint[],
    in  event_owner        text[],
    in  event_parties      text[],  -- of one event: separated by commas
    in  event_actor_kind   text[],
    in  event_actor_id     text[],
    in  event_request_id   text[],
    in  event_correlation  text[],
    in  event_caused_by    text[],
    in  event_metadata     text[],
    in  event_payload      bytea[],
    in  expected_command   int[],
    in  expected_stream    text[],
    in  expected_version   bigint[],  -- of the last event that the command knows; -1 for none
    in  key_command        int[],
    in  key_hash           bytea[],
    in  key_fingerprint    text[],
    in  key_stream         text[],
    in  key_version        bigint[],
    in  key_resource_id    text[],
    in  claim_command      int[],
    in  claim_kind         text[],
    in  claim_hash         text[],
    in  claim_holder       text[],
    in  bar_command        int[],
    in  bar_kind           text[],
    in  bar_hash           text[],
    out log_epoch          int,
    out log_end            bigint,       -- before this call; the events of the winners follow in their order
    out log_time           timestamptz,  -- recorded_at of all events of this call
    out lost_command       int[],        -- null when all won
    out lost_to            text[]        -- 'key', 'claim:' or 'bar:' and its kind, or 'version:', where the stream is, ':' and the stream
) language plpgsql as $$
#variable_conflict use_column
declare
    fenced  boolean;
    won     int[];  -- the numbers of the events that are written
    written bigint;
begin
    perform pg_advisory_xact_lock(hashtextextended('eventstore.append', 0));

    select (select max(e.epoch) from epoch e), newest.position, newest.recorded_at,
           exists (select from fenced_session f where f.session = appender_session)
    into log_epoch, log_end, log_time, fenced
    from (select) as always
    left join (select e.position, e.recorded_at from event e order by e.position desc limit 1) newest on true;

    if fenced then
        raise exception 'appender session % is fenced: its last call was settled without it', appender_session
            using errcode = 'object_not_in_prerequisite_state';
    end if;
    log_end := coalesce(log_end, 0);
    log_time := greatest(clock_timestamp(), log_time);

    -- Keys first: a client that repeats itself is to get its first answer, not to hear that the stream moved. Each check leaves alone
    -- who has lost already. Adding null, when a check finds nobody, changes nothing.
    if cardinality(key_command) > 0 then
        select array_agg(k.command), array_agg('key'::text) into lost_command, lost_to
        from unnest(key_command, key_hash) as k (command, hash)
        where exists (select from idempotency_key used where used.hash = k.hash);
    end if;

    if cardinality(claim_command) > 0 then
        select lost_command || array_agg(c.command), lost_to || array_agg('claim:' || c.kind) into lost_command, lost_to
        from unnest(claim_command, claim_kind, claim_hash, claim_holder) as c (command, kind, hash, holder)
        join claim held on held.kind = c.kind and held.hash = c.hash and held.holder <> c.holder
        where lost_command is null or c.command <> all (lost_command);
    end if;

    if cardinality(bar_command) > 0 then
        select lost_command || array_agg(b.command), lost_to || array_agg('bar:' || b.kind) into lost_command, lost_to
        from unnest(bar_command, bar_kind, bar_hash) as b (command, kind, hash)
        where (lost_command is null or b.command <> all (lost_command))
            and exists (select from claim held where held.kind = b.kind and held.hash = b.hash);
    end if;

    select lost_command || array_agg(s.command), lost_to || array_agg('version:' || present.version || ':' || s.stream)
    into lost_command, lost_to
    from unnest(expected_command, expected_stream, expected_version) as s (command, stream, version)
    cross join lateral (
        select coalesce((select e.version from event e where e.stream = s.stream order by e.version desc limit 1), -1)
    ) as present (version)
    where (lost_command is null or s.command <> all (lost_command)) and s.version <> present.version;

    -- Each column of a row is taken from its array by number. A table made of the sixteen arrays would be written down and read again.
    won := array(
        select e.number from unnest(event_command) with ordinality as e (command, number)
        where lost_command is null or e.command <> all (lost_command)
        order by e.number);
    insert into event (
        position, epoch, stream, version, event_id, type, type_version, recorded_at, occurred_at, owner, parties,
        actor_kind, actor_id, request_id, correlation_id, caused_by, metadata, payload)
    select
        log_end + e.ordinal, log_epoch, event_stream[n], event_version[n], event_id[n], event_type[n], event_type_version[n],
        log_time, timestamptz 'epoch' + event_occurred_ms[n] * interval '1 millisecond', event_owner[n],
        string_to_array(event_parties[n], ','), event_actor_kind[n], event_actor_id[n], event_request_id[n],
        event_correlation[n], event_caused_by[n], event_metadata[n]::jsonb, event_payload[n]
    from unnest(won) with ordinality as e (n, ordinal);
    get diagnostics written = row_count;

    if cardinality(key_command) > 0 then
        insert into idempotency_key (hash, fingerprint, stream, version, resource_id, recorded_at)
        select k.hash, k.fingerprint, k.stream, k.version, k.resource_id, log_time
        from unnest(key_command, key_hash, key_fingerprint, key_stream, key_version, key_resource_id)
            as k (command, hash, fingerprint, stream, version, resource_id)
        where lost_command is null or k.command <> all (lost_command);
    end if;

    if cardinality(claim_command) > 0 then
        -- One claim a kind and holder, so this both takes the new one and lets the former go.
        insert into claim (kind, hash, holder)
        select c.kind, c.hash, c.holder
        from unnest(claim_command, claim_kind, claim_hash, claim_holder) as c (command, kind, hash, holder)
        where c.hash is not null and (lost_command is null or c.command <> all (lost_command))
        on conflict on constraint claim_one_of_a_kind do update set hash = excluded.hash;

        if array_position(claim_hash, null) is not null then
            delete from claim held
            using unnest(claim_command, claim_kind, claim_hash, claim_holder) as c (command, kind, hash, holder)
            where c.hash is null and held.kind = c.kind and held.holder = c.holder
                and (lost_command is null or c.command <> all (lost_command));
        end if;
    end if;

    if written > 0 then
        perform pg_notify('eventstore', log_epoch || ':' || log_end + written);
    end if;
end
$$;
