-- Programs can be changed by whoever registered them. What each change made of one is kept for a few days: a repeat with the same
-- Idempotency-Key is answered with it, and somebody who wonders where codes were sent yesterday can look.

alter table oauth_clients
    -- counts changes, from 1
    add column version    bigint not null default 1,
    add column updated_at timestamptz;
update oauth_clients set updated_at = created_at;
alter table oauth_clients alter column updated_at set not null;

create table oauth_client_changes (
    client_id     text        not null references oauth_clients,
    -- the one that the change made
    version       bigint      not null,
    -- encrypted with the owner's key
    name          text        not null,
    redirect_uris text[]      not null,
    scopes        text[]      not null,
    changed_at    timestamptz not null,
    -- of the Idempotency-Key, and of what was asked with it; null without one
    request_hash  bytea,
    fingerprint   text,
    primary key (client_id, version)
);

create unique index oauth_client_changes_keyed on oauth_client_changes (client_id, request_hash) where request_hash is not null;
create index oauth_client_changes_old on oauth_client_changes (changed_at);
