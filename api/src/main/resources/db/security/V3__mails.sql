-- Mails that are to be sent: what about, never to whom or with which words, so nothing personal and no token waits here. The letter is
-- written when it is its turn. A row stays until its mail has left, so a crash loses none; it may then be sent twice.
create table mails (
    id         bigint      generated always as identity primary key,
    -- which letter: password_reset, password_changed, …
    kind       text        not null,
    -- an account's id, or a keyed hash of an e-mail address that may be nobody's
    about      text        not null,
    created_at timestamptz not null default clock_timestamp(),
    -- when it is tried next; the node that takes it moves this past its own time-outs
    due_at     timestamptz not null default clock_timestamp(),
    tries      integer     not null default 0,
    -- asked for again while it waits, it is sent once
    unique (kind, about)
);

create index mails_due on mails (due_at);
