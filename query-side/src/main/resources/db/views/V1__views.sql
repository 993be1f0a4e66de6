-- The views: a table a noun. body is the view as it is answered; all other columns are generated from it, for lists and for people with
-- psql. epoch and position name the event that touched the row last.

-- Times stand in body as RFC 3339 in UTC, so reading one depends on nothing, whatever PostgreSQL thinks of such casts in general.
create function instant(text) returns timestamptz language sql immutable strict parallel safe
    return $1::timestamptz;

create function lowered(jsonb) returns text[] language sql immutable parallel safe
    return array(select lower(label) from jsonb_array_elements_text($1) as label);

create table listing (
    id           text primary key,
    body         jsonb not null,
    epoch        int not null,
    position     bigint not null,
    seller_id    text generated always as (body ->> 'seller_id') stored,
    status       text generated always as (body ->> 'status') stored,
    name         text generated always as (body -> 'details' ->> 'name') stored,
    category     text generated always as (body -> 'details' ->> 'category') stored,
    labels       text[] generated always as (views.lowered(body -> 'details' -> 'labels')) stored,
    city         text generated always as (body -> 'details' ->> 'city') stored,
    country      text generated always as (body -> 'details' ->> 'country') stored,
    price_amount bigint generated always as ((body -> 'details' -> 'price' ->> 'amount_minor')::bigint) stored,
    created_at   timestamptz generated always as (views.instant(body ->> 'created_at')) stored,
    updated_at   timestamptz generated always as (views.instant(body ->> 'updated_at')) stored
);

-- A list of the market shows what is for sale or was; the index serves its usual order and every page behind it.
create index listing_public_created on listing (created_at desc, id desc) where status in ('published', 'sold_out');
create index listing_public_price on listing (price_amount, id) where status in ('published', 'sold_out');
create index listing_public_updated on listing (updated_at desc, id desc) where status in ('published', 'sold_out');
create index listing_category on listing (category, created_at desc, id desc) where status in ('published', 'sold_out');
create index listing_place on listing (country, city, created_at desc, id desc) where status in ('published', 'sold_out');
create index listing_seller on listing (seller_id, created_at desc, id desc);
create index listing_labels on listing using gin (labels);

create table "order" (
    id           text primary key,
    body         jsonb not null,
    epoch        int not null,
    position     bigint not null,
    checkout_id  text generated always as (body ->> 'checkout_id') stored,
    payment_id   text generated always as (body ->> 'payment_id') stored,
    buyer_id     text generated always as (body ->> 'buyer_id') stored,
    seller_id    text generated always as (body ->> 'seller_id') stored,
    status       text generated always as (body ->> 'status') stored,
    total_amount bigint generated always as ((body -> 'total' ->> 'amount_minor')::bigint) stored,
    created_at   timestamptz generated always as (views.instant(body ->> 'created_at')) stored,
    updated_at   timestamptz generated always as (views.instant(body ->> 'updated_at')) stored
);

create index order_buyer on "order" (buyer_id, created_at desc, id desc);
create index order_seller on "order" (seller_id, created_at desc, id desc);
create index order_checkout on "order" (checkout_id);

create table checkout (
    id         text primary key,
    body       jsonb not null,
    epoch      int not null,
    position   bigint not null,
    buyer_id   text generated always as (body ->> 'buyer_id') stored,
    payment_id text generated always as (body ->> 'payment_id') stored,
    status     text generated always as (body ->> 'status') stored,
    created_at timestamptz generated always as (views.instant(body ->> 'created_at')) stored
);

create index checkout_buyer on checkout (buyer_id, created_at desc, id desc);

create table payment (
    id         text primary key,
    body       jsonb not null,
    epoch      int not null,
    position   bigint not null,
    payer_id   text generated always as (body ->> 'payer_id') stored,
    subject    text generated always as (body ->> 'subject') stored,
    status     text generated always as (body ->> 'status') stored,
    created_at timestamptz generated always as (views.instant(body ->> 'created_at')) stored
);

create index payment_payer on payment (payer_id, created_at desc, id desc);

create table refund (
    id         text primary key,
    body       jsonb not null,
    epoch      int not null,
    position   bigint not null,
    order_id   text generated always as (body ->> 'order_id') stored,
    status     text generated always as (body ->> 'status') stored,
    created_at timestamptz generated always as (views.instant(body ->> 'created_at')) stored
);

create index refund_order on refund (order_id, created_at desc, id desc);

create table account (
    id         text primary key,
    body       jsonb not null,
    epoch      int not null,
    position   bigint not null,
    country    text generated always as (body -> 'profile' ->> 'country') stored,
    created_at timestamptz generated always as (views.instant(body ->> 'created_at')) stored
);
