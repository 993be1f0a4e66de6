-- position_at(): the last position that was recorded at or before a moment; 0 when the log begins later.
--
-- recorded_at never goes back and positions have no gaps, so this is a binary search over the primary key: some thirty look-ups for a
-- billion events, and no index to pay for at every append.
create or replace function position_at(moment timestamptz) returns bigint stable language plpgsql as $$
declare
    low  bigint := 0;
    high bigint := coalesce((select max(position) from event), 0);
    mid  bigint;
begin
    while low < high loop
        mid := (low + high + 1) / 2;
        if (select recorded_at from event where position = mid) <= moment then
            low := mid;
        else
            high := mid - 1;
        end if;
    end loop;
    return low;
end
$$;
