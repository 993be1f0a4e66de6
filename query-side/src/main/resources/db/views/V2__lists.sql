-- Lists by name; a seller's own rows that others do not see, which are merged into the market's list; what changed at a seller's since.
create index listing_public_name on listing (name, id) where status in ('published', 'sold_out');
create index listing_hidden on listing (seller_id, created_at desc, id desc) where not (status in ('published', 'sold_out'));
create index order_seller_updated on "order" (seller_id, updated_at desc, id desc);
