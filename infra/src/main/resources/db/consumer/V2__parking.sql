-- Why a consumer cannot go on at all (an event type that this code does not know, a lost epoch, no database), and since when. Null while
-- it goes on: what it cannot apply alone is parked.
alter table progress add failure text, add failing_since timestamptz;

-- Every consumer is there from the start, so that one that never ran is seen to be behind.
insert into progress (consumer, epoch, position)
select name, 1, 0 from unnest(array[
    'view.listing', 'view.order', 'view.checkout', 'view.payment', 'view.refund', 'view.account',
    'process.checkout', 'process.refund', 'process.order',
    'relay.kafka', 'index.listing', 'export.warehouse']) as name
on conflict do nothing;

-- Somebody asked for these to be tried again; whichever node has the consumer next does it, in order. What is parked behind them meanwhile
-- is tried with them.
alter table parked_event add retry_asked boolean not null default false;
create index parked_event_retry on parked_event (consumer, position) where retry_asked;
