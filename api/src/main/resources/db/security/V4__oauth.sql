-- OAuth 2.0: programs of others, what people allow them, and what they were given for it. Of secrets, codes and tokens only SHA-256
-- hashes stand here: each holds 256 random bits or more, so there is nothing to guess.

-- a program that somebody registered
create table oauth_clients (
    -- what the program sends as client_id
    id            text        primary key,
    -- whose it is; with its own secret the program acts for this account
    account_id    text        not null,
    -- encrypted with the owner's key; shown to whoever is asked to allow something
    name          text        not null,
    redirect_uris text[]      not null,
    -- the most it can ask for
    scopes        text[]      not null,
    -- null for a program that can keep no secret, such as one on a telephone
    secret_hash   bytea,
    created_at    timestamptz not null,
    deleted_at    timestamptz
);

create index oauth_clients_of_account on oauth_clients (account_id, id desc) where deleted_at is null;

-- what a person allows a program; kept when it is taken back, because events name it as their actor
create table oauth_authorizations (
    id         text        primary key,
    client_id  text        not null references oauth_clients,
    account_id text        not null,
    scopes     text[]      not null,
    created_at timestamptz not null,
    revoked_at timestamptz,
    unique (client_id, account_id)
);

create index oauth_authorizations_of_account on oauth_authorizations (account_id, id desc) where revoked_at is null;

-- one conversation with a program: the request, the consent that is waited for, the code, and the family of tokens that came of it
create table oauth_grants (
    id               text        primary key,
    client_id        text        not null references oauth_clients,
    -- whom the tokens act for
    account_id       text        not null,
    grant_type       text        not null,
    -- what was allowed
    scopes           text[]      not null,
    -- what was asked for
    requested_scopes text[]      not null,
    redirect_uri     text,
    client_state     text,
    code_challenge   text,
    -- of what the page that asks for consent sends back, until it has
    consent_hash     bytea       unique,
    code_hash        bytea       unique,
    code_issued_at   timestamptz,
    code_expires_at  timestamptz,
    code_used        boolean     not null default false,
    -- counts changes, so that of two that use the same code or refresh token at once one loses
    version          integer     not null default 0,
    -- when the last that is in it expires; a day later the row goes
    expires_at       timestamptz not null,
    revoked_at       timestamptz
);

create index oauth_grants_expired on oauth_grants (expires_at);
create index oauth_grants_of_client on oauth_grants (client_id, account_id) where revoked_at is null;

create table oauth_tokens (
    hash          bytea       primary key,
    grant_id      text        not null references oauth_grants on delete cascade,
    kind          text        not null check (kind in ('access', 'refresh')),
    account_id    text        not null,
    -- the actor in events: an authorization's id, or the client's when it acts for its owner
    credential_id text        not null,
    scopes        text[]      not null,
    issued_at     timestamptz not null,
    expires_at    timestamptz not null,
    -- of a refresh token: when it was exchanged; who shows it after that ends the whole family
    replaced_at   timestamptz,
    revoked_at    timestamptz
);

create index oauth_tokens_of_grant on oauth_tokens (grant_id);

-- nodes ask every few hundred milliseconds what was revoked since
create index oauth_tokens_revoked on oauth_tokens (revoked_at) where revoked_at is not null;
