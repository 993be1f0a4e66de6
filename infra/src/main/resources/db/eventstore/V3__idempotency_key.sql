-- What commands with an idempotency key did, committed with their events. Kept at least 24 hours, then swept in small batches.
create table idempotency_key (
    -- SHA-256 of scope and key: of one length whatever clients send.
    hash        bytea       not null primary key,
    -- What was asked; the same key with another fingerprint is a client's error.
    fingerprint text        not null,
    -- The last event that the command wrote; the answer is rendered again from the aggregate as of this version.
    stream      text        not null,
    version     bigint      not null,
    resource_id text        not null,
    recorded_at timestamptz not null
);

create index idempotency_key_recorded_at on idempotency_key (recorded_at);
