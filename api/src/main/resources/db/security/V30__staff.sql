-- Accounts that work for the market, and in which roles. That a role was given or taken back is also an event (staff.granted,
-- staff.revoked), written before the row changes; what it opens is only here. Only ./steveslist staff writes it: no call of the API does.

create table staff (
    account_id text        not null,
    -- auditor, support or analyst
    role       text        not null,
    granted_at timestamptz not null,
    -- null while the role is held
    revoked_at timestamptz,
    -- nodes ask every few hundred milliseconds whose roles changed since, and forget what they remember of those people's credentials
    changed_at timestamptz not null default clock_timestamp(),
    primary key (account_id, role)
);

create index staff_changed on staff (changed_at);
