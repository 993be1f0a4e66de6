-- The copy of its read model that a consumer outside PostgreSQL tells about, and that readers read: an index by its name. Null is the one
-- that it makes by itself. Who still writes another copy is not heard.
alter table progress add copy text;

-- Where in the topic a copy that was made from the log goes on, by partition. Its id tells it from another one of that name.
create table copy (
    consumer     text not null,
    name         text not null,
    id           text not null,
    next_offsets bigint[] not null,
    primary key (consumer, name)
);
