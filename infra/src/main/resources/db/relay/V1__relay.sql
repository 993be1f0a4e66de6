-- Who relays now. A holder renews its lease every two seconds; one that does not is followed by another node when the lease ends.
create table lease (
    name       text primary key,
    holder     text not null,
    held_until timestamptz not null
);

-- After each batch: the log's position up to which everything is in the topic, and the end of every partition at that moment. It answers
-- "which position has a consumer passed whose offsets are these?". topic is the topic's own id, which a topic made anew does not share.
create table progress (
    topic     text not null,
    epoch     int not null,
    position  bigint not null,
    ends      bigint[] not null,
    stored_at timestamptz not null default clock_timestamp(),
    primary key (topic, epoch, position)
);
