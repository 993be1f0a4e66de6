-- start_epoch(): an operator's act after a standby was promoted or a backup was restored, before the first append. Consumers that are
-- ahead of the epoch's first position have seen events that are lost, and must rewind or rebuild.
--
-- The number is never one that was used before, also when the log itself has forgotten that it was: a log restored to before its second
-- epoch would call the next one 2 again. The server's timeline grows with every promotion and restore too and its history is kept with
-- the WAL archive, so the number is at least that; at_least is for an operator who knows of a higher one.
drop function if exists start_epoch(text);
create or replace function start_epoch(in why text, in at_least int default 1, out started int) language plpgsql as $$
begin
    perform pg_advisory_xact_lock(hashtextextended('eventstore.append', 0));
    insert into epoch (epoch, first_position, reason)
    select
        greatest(max(epoch) + 1, at_least, ('x' || left(pg_walfile_name(pg_current_wal_lsn()), 8))::bit(32)::int),
        (select coalesce(max(position), 0) + 1 from event), why
    from epoch
    returning epoch into started;
end
$$;
