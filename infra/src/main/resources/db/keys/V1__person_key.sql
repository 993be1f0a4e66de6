-- A key a person, wrapped with the master key from configuration. This database is apart from the log's, and so are its backups:
-- erasing a key here makes the person's values unreadable in the log, in its copies and in all that was made of it.
create table person_key (
    person     text        not null primary key,
    -- null once erased; the row stays so that the key is not made again.
    wrapped    bytea,
    created_at timestamptz not null default clock_timestamp(),
    erased_at  timestamptz,

    constraint person_key_wrapped_or_erased check ((wrapped is null) = (erased_at is not null))
);
