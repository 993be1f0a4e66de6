-- sweep(): forgets idempotency keys older than 48 hours (clients are promised 24) and fences older than 7 days, a bounded batch a call.
-- Returns how many keys went. Nodes may run it at once: each takes rows that no other holds.
create or replace function sweep(batch int) returns int language plpgsql as $$
declare
    swept int;
begin
    delete from idempotency_key where hash in (
        select hash from idempotency_key where recorded_at < clock_timestamp() - interval '48 hours'
        order by recorded_at limit batch for update skip locked);
    get diagnostics swept = row_count;
    delete from fenced_session where fenced_at < clock_timestamp() - interval '7 days';
    return swept;
end
$$;
