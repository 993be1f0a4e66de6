-- Things that only one aggregate may have at a time, such as an e-mail address, committed with the events of the command that claims.
create table claim (
    kind   text not null,
    -- A keyed hash of the value; the value itself is never stored.
    hash   text not null,
    -- The id of the aggregate that has it.
    holder text not null,

    constraint claim_pk primary key (kind, hash),
    -- A holder has at most one of a kind: to claim another is to let the former go.
    constraint claim_one_of_a_kind unique (holder, kind)
);
