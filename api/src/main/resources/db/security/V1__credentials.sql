-- What opens an account: hashes of passwords, of API keys' secrets and of session tokens. No secret stands here, and no name or
-- e-mail address in the clear; both are events, encrypted, and the e-mail's look-up is a claim beside the log.

create table credentials (
    account_id    text        primary key,
    -- bcrypt over a SHA-256 of the password, so that no part of a long one is cut off
    password_hash text        not null,
    created_at    timestamptz not null default now()
);

create table api_keys (
    id          text        primary key,
    account_id  text        not null,
    -- encrypted with the account's key, as in api_key.created
    name        text        not null,
    -- how a key begins, so that people can tell theirs apart
    prefix      text        not null,
    -- SHA-256 of the whole key: it holds 256 random bits, so there is nothing to guess
    secret_hash bytea       not null unique,
    scopes      text[]      not null,
    created_at  timestamptz not null,
    revoked_at  timestamptz,
    -- the event that this row shows: api_key.created
    epoch       integer     not null default 1,
    position    bigint      not null default 0
);

-- a list of keys, newest first: ids are ordered by time
create index api_keys_of_account on api_keys (account_id, id desc) where revoked_at is null;

-- nodes ask every few hundred milliseconds what was revoked since
create index api_keys_revoked on api_keys (revoked_at) where revoked_at is not null;

create table sessions (
    -- names the session in events and logs; says nothing about the token
    id         text        primary key,
    token_hash bytea       not null unique,
    account_id text        not null,
    created_at timestamptz not null default now(),
    expires_at timestamptz not null,
    revoked_at timestamptz
);

create index sessions_of_account on sessions (account_id);
create index sessions_revoked on sessions (revoked_at) where revoked_at is not null;
create index sessions_expired on sessions (expires_at);
