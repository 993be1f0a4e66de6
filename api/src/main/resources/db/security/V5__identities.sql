-- Signing in with others: which person at which provider opens which account. Whom the provider means stands here as a keyed hash
-- only, and no e-mail address at all.

create table identities (
    id           text        primary key,
    account_id   text        not null,
    -- the name in the configuration
    provider     text        not null,
    -- keyed hash of the provider's name and its subject
    subject_hash text        not null unique,
    created_at   timestamptz not null default now(),
    last_used_at timestamptz
);

create index identities_of_account on identities (account_id, id desc);

-- sign-ins that came back, so that none comes back twice; an hour is longer than any may take
create table sign_in_states (
    hash    bytea       primary key,
    used_at timestamptz not null default now()
);

create index sign_in_states_used on sign_in_states (used_at);
