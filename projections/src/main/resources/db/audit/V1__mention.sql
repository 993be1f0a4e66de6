-- By what auditors look for events: a request, a conversation, an account. The log itself has no index for that: each would be paid for by
-- every append, under the log's lock (one by owner and one by second party cost the call of append() half as much again). This table is kept
-- by a consumer, a moment later and outside of that lock.
--
-- It is a hint and never a proof: whoever finds a position here looks at the event there. So a key may be a hash that two ids share, and a
-- row may be left from an epoch whose events were taken back.
create table mention (
    -- stands for an id: of the request, of the conversation when that is another one, of each party, of the account, key or member of
    -- staff who did it. Of our own ids it is the time that is in them and 16 bits of a hash, of others 64 bits of one
    key      bigint not null,
    position bigint not null,
    primary key (key, position)
);

-- Rows are only added.
alter table mention set (autovacuum_vacuum_insert_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.05);
