-- Searches that people keep, to be told when something new fits. Text and name may say something of the person, so both are encrypted
-- with the account's key.
create table saved_searches (
    id           text        primary key,
    account_id   text        not null,
    name         text        not null,
    -- the search's parameters, a JSON object in the clear
    query        text        not null,
    created_at   timestamptz not null,
    -- of the Idempotency-Key that it was made with, and of what was asked then
    request_hash bytea,
    fingerprint  text,

    constraint saved_search_request unique (account_id, request_hash)
);

-- a list of them, newest first: ids are ordered by time
create index saved_searches_of_account on saved_searches (account_id, id desc);
