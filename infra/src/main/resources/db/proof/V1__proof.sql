-- The Merkle tree over the log, as far as a consumer has built it, and what was signed about it. Nothing here is believed by an auditor: what
-- they trust are heads that they hold, and the key. The key that signs is in a file outside of this database.
--
-- The one row that says how far the tree is. Whoever adds to it holds this row's lock for as long, so there is one at a time.
create table tree (
    only_one    boolean     not null primary key default true check (only_one),
    -- The log's name in all that is signed; never changes.
    log         text        not null,
    -- How many events the tree covers: those at the positions 1 to size.
    size        bigint      not null default 0,
    -- The last epoch that the tree knows of.
    epoch       int         not null default 1,
    -- When proofs began, and how many events the log held then: of what happened to those before, nothing is proven.
    begun_at    timestamptz not null default clock_timestamp(),
    begun_size  bigint      not null
);

-- A log that is older than proofs is proven from now on.
insert into tree (log, begun_size)
select 'steveslist/' || replace(gen_random_uuid()::text, '-', ''), coalesce((select max(position) from eventstore.event), 0);

-- The tree's nodes, in tiles. A tile of level 0 has the hashes of up to 256 leaves, one of level 1 the roots of up to 256 full tiles of
-- level 0, and so on; what lies between is computed. Only the last tile of a level is not full, and only that one is ever written again.
create table tile (
    level  smallint not null,
    -- From 0: its first hash stands for the leaves from index * 256^(level + 1) on.
    index  bigint   not null,
    -- 32 bytes each.
    hashes bytea    not null,
    primary key (level, index)
);

-- Hashes do not get smaller.
alter table tile alter column hashes set storage external;

-- Signed tree heads. All of the last days stay, then the last of each day. A head that an epoch has taken events from stays too: it is
-- contradicted by the epoch's note, in the open.
create table head (
    id        bigint generated always as identity primary key,
    size      bigint      not null,
    epoch     int         not null,
    signed_at timestamptz not null,
    -- The signed note, whole.
    note      text        not null
);

-- That somebody asked for a head that covers so many events, until there is one: the most that anybody asked for.
create table head_wish (
    only_one boolean not null primary key default true check (only_one),
    size     bigint  not null
);

-- The keys that signed, one after the other; the last signs now. Each note but the first is signed by the key before, too.
create table key_note (
    number  int         not null primary key,
    key_id  text        not null unique,
    made_at timestamptz not null,
    note    text        not null
);

-- What promotions and restores took back, said by the key as soon as the tree had learned of it.
create table epoch_note (
    epoch     int         not null primary key,
    signed_at timestamptz not null,
    note      text        not null
);
