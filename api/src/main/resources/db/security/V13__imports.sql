-- Imports of listings: what clients see of them, the rows that were received and are not done yet, what was wrong with rows, and which
-- listing an account's row key names. Listings are public data, so nothing here is encrypted. What a row does is events; a crash between
-- those and these tables is made good by doing the chunk again, which finds everything done.

create table imports (
    id              text        primary key,
    account_id      text        not null,
    -- who sent it: goes into the events of its rows
    actor_kind      text        not null,
    actor_id        text        not null,
    request_id      text        not null,
    format          text        not null,
    status          text        not null,
    failure_code    text,
    failure_detail  text,
    -- of the few that an account may have running
    slot            smallint    not null,
    idempotency_key text,
    -- SHA-256 of format and body
    fingerprint     bytea,
    rows_total      integer,
    created         integer     not null default 0,
    updated         integer     not null default 0,
    unchanged       integer     not null default 0,
    failed          integer     not null default 0,
    version         bigint      not null default 1,
    -- the last event that a row wrote; at first the end of the log
    epoch           integer     not null,
    position        bigint      not null,
    -- the node that receives or processes it, and until when nobody else does
    lease_owner     text,
    leased_until    timestamptz,
    created_at      timestamptz not null,
    received_at     timestamptz,
    updated_at      timestamptz not null
);

create index imports_of_account on imports (account_id, id desc);
create unique index imports_running on imports (account_id, slot) where status in ('receiving', 'processing');
create unique index imports_keyed on imports (account_id, idempotency_key) where idempotency_key is not null and status <> 'failed';

-- Received rows as JSON, a line each, packed with gzip: at most 500 rows or 256 KB. A chunk is deleted in the transaction that counts it.
create table import_chunks (
    import_id text    not null references imports on delete cascade,
    number    integer not null,
    first_row integer not null,
    body      bytea   not null,
    primary key (import_id, number)
);
alter table import_chunks alter column body set storage external;

-- What was wrong with rows: the first 10,000 of an import.
create table import_errors (
    import_id text    not null references imports on delete cascade,
    row       integer not null,
    key       text,
    code      text    not null,
    detail    text    not null,
    -- [{"pointer", "code", "detail"}, …]
    fields    text    not null,
    primary key (import_id, row)
);

-- Which listing a row key of an account names, for ever. Taken before the listing is made, so that a key never makes two.
create table import_keys (
    account_id text    not null,
    key        text    not null,
    listing_id text    not null,
    -- the row that was to make it
    import_id  text    not null,
    row        integer not null,
    primary key (account_id, key)
);

create index import_keys_of_listing on import_keys (listing_id);
