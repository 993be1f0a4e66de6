-- A seller looks up the orders of one of their listings. The ids of an order's items are in its body only, so the index reads them there.
create function listing_ids("order" jsonb) returns text[] language sql immutable parallel safe
    return array(select item ->> 'listing_id' from jsonb_array_elements("order" -> 'items') as item);

create index order_listings on "order" using gin (views.listing_ids(body));
