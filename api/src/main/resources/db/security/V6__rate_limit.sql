-- How many calls each bucket has had in its window, over all nodes: a bucket is a budget of a key, an account or an address. Nodes count
-- by themselves and add their counts here, many buckets a statement. Unlogged: a crash forgives a minute's calls and costs nobody else
-- anything, and no call waits for the disk because of it.

create unlogged table rate_limit (
    -- the budget and whose it is; an address stands here as a keyed hash
    bucket  text        primary key,
    used    integer     not null,
    -- when it is whole again; a window begins with its first call
    ends_at timestamptz not null
) with (fillfactor = 60);
