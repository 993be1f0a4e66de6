-- How far each consumer has applied the log. A row's lock is the claim of the node that works on it (consumers in PostgreSQL); consumers
-- that keep their state elsewhere (relay, index, warehouse) write here after their own durable step.
create table progress (
    consumer   text primary key,
    epoch      int not null,
    position   bigint not null,
    updated_at timestamptz not null default clock_timestamp()
) with (fillfactor = 50);

-- Events that a consumer could not apply, and all that came later in the same lane (a stream, or an instance of a process).
create table parked_event (
    consumer  text not null,
    lane      text not null,
    position  bigint not null,
    type      text not null,
    cause     text not null,
    attempts  int not null default 1,
    parked_at timestamptz not null default clock_timestamp(),
    primary key (consumer, position)
);

create index parked_event_lane on parked_event (consumer, lane, position);

-- Parked events that somebody gave up on, and why.
create table discarded_event (
    consumer     text not null,
    lane         text not null,
    position     bigint not null,
    type         text not null,
    cause        text not null,
    parked_at    timestamptz not null,
    discarded_at timestamptz not null default clock_timestamp(),
    reason       text not null,
    primary key (consumer, position)
);
