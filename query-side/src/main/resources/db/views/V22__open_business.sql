-- What is under way with an account is asked for whenever somebody is to be erased, and is little, whatever the account has sold: without
-- these, all that it ever sold would be looked through for it. Buyers do without: nobody buys as much as some sell.

create index order_open_of_seller on "order" (seller_id, created_at desc, id desc) where status not in ('completed', 'cancelled');
create index checkout_under_way on checkout (created_at desc, id desc) where status = 'processing';
-- serves a seller's page of the market too
create index listing_public_seller on listing (seller_id, created_at desc, id desc) where status in ('published', 'sold_out');
