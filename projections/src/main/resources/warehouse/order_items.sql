-- The lines of every order, with category, labels and place of the listing as it was sold.
select stream                                        as order_id,
       item ->> '$.listing_id'                       as listing_id,
       item ->> '$.name'                             as name,
       (item ->> '$.quantity')::bigint               as quantity,
       (item ->> '$.unit_price.amount_minor')::bigint as unit_price_amount,
       (item ->> '$.quantity')::bigint * (item ->> '$.unit_price.amount_minor')::bigint as total_amount,
       item ->> '$.unit_price.currency'              as currency,
       item ->> '$.category'                         as category,
       from_json(item -> '$.labels', '["VARCHAR"]')  as labels,
       item ->> '$.country'                          as country,
       item ->> '$.city'                             as city,
       occurred_at                                   as ordered_at
from (
    select stream, occurred_at, unnest(from_json(data -> '$.items', '["JSON"]')) as item
    from events where type = 'order.placed'
)
