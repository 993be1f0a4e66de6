-- start_epoch(): an operator's act after a standby was promoted or a backup was restored, before the first append. Consumers that are
-- ahead of the epoch's first position have seen events that are lost, and must rewind or rebuild.
create or replace function start_epoch(in why text, out started int) language plpgsql as $$
begin
    perform pg_advisory_xact_lock(hashtextextended('eventstore.append', 0));
    insert into epoch (epoch, first_position, reason)
    select max(epoch) + 1, (select coalesce(max(position), 0) + 1 from event), why from epoch
    returning epoch into started;
end
$$;
