-- What people search for, so that it can be suggested to others. Nodes add their counts every few seconds. Nothing that fewer than three
-- people typed can be read here, so nobody's name, address or number can, whatever they put into the search field.

create table searched (
    -- a keyed hash of the text
    text_hash   bytea            primary key,
    -- as it is suggested; only once three different people typed it
    text        text,
    -- until then, keyed hashes of who did, each of this text only
    people      bytea[]          not null,
    -- how often, as a power of 2, where a search counts twice as much as one a week before it: so nothing has to be made less as time
    -- goes by, and the order of two texts changes only when one of them is searched
    heat        double precision not null,
    searched_at timestamptz      not null
);

create index searched_most on searched (heat desc) where text is not null;
create index searched_last on searched (searched_at);
