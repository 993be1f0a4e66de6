-- Spans of the log's life. The last row is the present one. Starting an epoch is an operator's act, after a standby was promoted or a
-- backup was restored: from first_position on, positions may have been used before, for other events that are lost.
create table epoch (
    epoch          int         not null primary key,
    first_position bigint      not null,
    started_at     timestamptz not null default clock_timestamp(),
    reason         text        not null
);

insert into epoch (epoch, first_position, reason) values (1, 1, 'the beginning');
