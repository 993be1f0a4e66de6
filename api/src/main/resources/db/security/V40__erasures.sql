-- Erasures of people: each a row that goes from step to step, so that whichever node dies, another one goes on. What is decided is events
-- (account.erasure_requested, account.erasure_refused, account.erased); this is the work between them. The row stays: it names nobody.

create table erasures (
    id          text        primary key,
    account_id  text        not null,
    -- owner or staff
    demanded_by text        not null,
    -- who goes into the events
    actor_kind  text        not null,
    actor_id    text        not null,
    request_id  text        not null,
    -- a member of staff's; it is printed in the certificate
    reason      text,
    -- close, check, revoke, scrub, destroy, sweep, sweep_again; in the end done or refused
    step        text        not null,
    -- when it is looked at next; the node that takes it moves this ahead
    due_at      timestamptz not null default clock_timestamp(),
    tries       integer     not null default 0,
    -- what stood in the way: "order ord_…"
    open        text[]      not null default '{}',
    -- rows that went, by what they were
    deleted     jsonb       not null default '{}',
    demanded_at timestamptz not null,
    ended_at    timestamptz
);

-- One at a time a person, and one for ever once it is done.
create unique index erasures_of_account on erasures (account_id) where step <> 'refused';
create index erasures_due on erasures (due_at) where step not in ('done', 'refused');
