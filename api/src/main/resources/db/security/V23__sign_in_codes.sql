-- Sign-ins with a provider that wait for the code of the second factor. They stand here rather than in the browser's cookie, so that each
-- ends once and allows few tries, whichever nodes are asked.

create table sign_in_codes (
    -- SHA-256 of what the cookie of the browser holds: 256 random bits
    hash       bytea       primary key,
    account_id text        not null,
    -- the name in the configuration
    provider   text        not null,
    -- each try takes one before its code is looked at
    tries_left integer     not null,
    expires_at timestamptz not null
);

create index sign_in_codes_expired on sign_in_codes (expires_at);
