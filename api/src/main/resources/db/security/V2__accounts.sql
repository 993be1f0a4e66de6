-- What owners see of their sessions and keys, wrong tries, password resets and the second factor. Still no secret and no personal value
-- in the clear: hashes, keyed hashes, and one value that is sealed with a key derived from the master key.

alter table sessions
    -- behind by up to half a minute: nodes write it in batches; null until the first batch
    add column last_used_at timestamptz,
    -- program and system in a few words, never the header itself
    add column user_agent   text;

-- a list of sessions, newest first
drop index sessions_of_account;
create index sessions_of_account on sessions (account_id, id desc) where revoked_at is null;

alter table api_keys
    add column last_used_at timestamptz,
    -- null: it works until it is revoked
    add column expires_at   timestamptz,
    -- a rotated key works until expires_at; nodes ask for rotated_at as they ask for revoked_at, since they may remember a later end
    add column rotated_at   timestamptz,
    add column rotated_to   text;

create index api_keys_rotated on api_keys (rotated_at) where rotated_at is not null;
create index api_keys_expired on api_keys (expires_at) where expires_at is not null and revoked_at is null;

-- Wrong tries by whom they concern. A row stands here only while it matters.
create table attempts (
    -- a keyed hash: of an e-mail address whether it is known or not, of a network address, of an account
    subject       text        primary key,
    failures      integer     not null,
    failed_at     timestamptz not null,
    -- until then every try is refused, right or wrong; minus infinity while tries are free
    refused_until timestamptz not null
);

create index attempts_old on attempts (failed_at);

-- One-time tokens to set a new password with. A newer one takes the older one's place.
create table password_resets (
    account_id text        primary key,
    -- SHA-256 of 256 random bits
    token_hash bytea       not null unique,
    -- keyed, as claims hold it: a reset ends the refusals of this address
    email_hash text        not null,
    expires_at timestamptz not null
);

-- The secret that an account shares with an authenticator app.
create table two_factor (
    account_id   text        primary key,
    -- AES-256-GCM, bound to the account
    secret       bytea       not null,
    -- null until a first code has shown that the app has the secret: it protects nothing before
    confirmed_at timestamptz,
    -- the 30 s step of the last code that was taken: none works twice
    last_step    bigint      not null default 0
);

-- Each opens an account once in place of a code; the row goes with its use.
create table recovery_codes (
    account_id text  not null references two_factor on delete cascade,
    -- keyed, because 50 bits could be tried out
    code_hash  bytea not null,
    primary key (account_id, code_hash)
);
