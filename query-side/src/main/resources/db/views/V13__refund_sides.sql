-- An account's refunds: those of the orders of which it is a side.
create index refund_buyer on refund ((body ->> 'buyer_id'), created_at desc, id desc);
create index refund_seller on refund ((body ->> 'seller_id'), created_at desc, id desc);
