-- Public halves of the keys that sign certificates of erasure. A certificate outlives its key: it can be checked as long as this row stands.

create table certificate_keys (
    -- the first 8 bytes of the SHA-256 of the key's 32 bytes, in hexadecimal
    id         text        primary key,
    -- X.509 SubjectPublicKeyInfo
    public_key bytea       not null,
    created_at timestamptz not null default clock_timestamp()
);
