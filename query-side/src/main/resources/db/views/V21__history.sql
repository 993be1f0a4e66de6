-- History: what every row was at every position, so that each read can be asked "as of". A row's present state stays where it is; when an
-- event changes it, the state before goes to the table of history beside it, in the same statement. So the state at position p is the row
-- itself where its position is at most p, and else the row of history that began at or before p and had not ended by then.
--
-- Lists go by few of the things that change: what somebody sells stays in its place however often it is reserved. So states that follow
-- each other and are the same to every list make a run. A row says since which position its run lasts, and history marks the last state of
-- each run: the partial indexes have one entry a run, not one a state.
alter table listing  add column since bigint not null default 0;
alter table "order"  add column since bigint not null default 0;
alter table checkout add column since bigint not null default 0;
alter table payment  add column since bigint not null default 0;
alter table refund   add column since bigint not null default 0;
alter table account  add column since bigint not null default 0;

create table listing_history (
    id          text    not null,
    -- The event that the state began with; to_position is that of the event that ended it.
    position    bigint  not null,
    epoch       int     not null,
    to_position bigint  not null,
    since       bigint  not null,
    -- Whether the run ended with it.
    ended       boolean not null,
    body        jsonb   not null,
    primary key (id, position)
);

create table order_history    (like listing_history including all);
create table checkout_history (like listing_history including all);
create table payment_history  (like listing_history including all);
create table refund_history   (like listing_history including all);
create table account_history  (like listing_history including all);

-- As the indexes of listings are, with the expressions by which the columns there are generated. Only listings are found by things that
-- change; a list of another noun finds its rows by what never does, and looks each one's state up. An index whose order is not that of time
-- ends with it, so that what came after the moment is passed over without reading its row.
create index listing_history_created on listing_history
    (views.instant(body ->> 'created_at') desc, id desc) where ended and (body ->> 'status') in ('published', 'sold_out');
create index listing_history_price on listing_history
    ((((body -> 'details' -> 'price') ->> 'amount_minor')::bigint), id, views.instant(body ->> 'created_at'))
    where ended and (body ->> 'status') in ('published', 'sold_out');
create index listing_history_name on listing_history
    ((body -> 'details' ->> 'name'), id, views.instant(body ->> 'created_at'))
    where ended and (body ->> 'status') in ('published', 'sold_out');
create index listing_history_category on listing_history
    ((body -> 'details' ->> 'category'), views.instant(body ->> 'created_at') desc, id desc)
    where ended and (body ->> 'status') in ('published', 'sold_out');
create index listing_history_place on listing_history
    ((body -> 'details' ->> 'country'), (body -> 'details' ->> 'city'), views.instant(body ->> 'created_at') desc, id desc)
    where ended and (body ->> 'status') in ('published', 'sold_out');
-- The status is also here for the planner, which knows of an expression what it knows of an index with it.
create index listing_history_seller on listing_history
    ((body ->> 'seller_id'), views.instant(body ->> 'created_at') desc, id desc, (body ->> 'status')) where ended;
create index listing_history_labels on listing_history using gin (views.lowered(body -> 'details' -> 'labels'))
    where ended and (body ->> 'status') in ('published', 'sold_out');
-- By when something changed, every state counts.
create index listing_history_updated on listing_history
    (views.instant(body ->> 'updated_at') desc, id desc) where (body ->> 'status') in ('published', 'sold_out');

drop index listing_public_price;
create index listing_public_price on listing (price_amount, id, created_at) where status in ('published', 'sold_out');
drop index listing_public_name;
create index listing_public_name on listing (name, id, created_at) where status in ('published', 'sold_out');

-- What is known of each view's history.
create table history (
    consumer      text   not null primary key,
    -- Every state that held at this position or later is kept; of what was before, only what held then too. 0 when all is kept.
    from_position bigint not null,
    -- By how much an event said at most to have happened later than the log recorded it: clocks differ. Who looks for rows that existed at
    -- a moment need look at none that says to be created so much later.
    ahead_millis  bigint not null default 0
);

-- Views that were filled before there was history have it from now on; ./steveslist rebuild makes all of it. How their clocks differed is
-- not known.
insert into history (consumer, from_position, ahead_millis)
select 'view.' || filled.noun, coalesce(filled.position, 0), case when filled.position is null then 0 else 86400000 end
from (
    select 'listing' as noun, max(position) as position from listing union all
    select 'order', max(position) from "order" union all
    select 'checkout', max(position) from checkout union all
    select 'payment', max(position) from payment union all
    select 'refund', max(position) from refund union all
    select 'account', max(position) from account) filled;
