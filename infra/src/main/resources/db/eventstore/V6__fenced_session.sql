-- Appender sessions whose connection was lost with a call under way. The call may still sit in a buffer of the server and run late;
-- append() refuses sessions that stand here, so once settle() has looked, nothing can change behind its back.
create table fenced_session (
    session   uuid        not null primary key,
    fenced_at timestamptz not null default clock_timestamp()
);
