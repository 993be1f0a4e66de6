-- Every listing as it is now. quantity counts every unit ever listed.
-- Of the newest description only what is shown is kept in memory: descriptions are long, and there are many listings.
with described as (
    select stream as id,
           arg_max(struct_pack(
               name           := data ->> '$.details.name',
               category       := data ->> '$.details.category',
               country        := data ->> '$.details.country',
               city           := data ->> '$.details.city',
               price_amount   := (data ->> '$.details.price.amount_minor')::bigint,
               price_currency := data ->> '$.details.price.currency',
               quantity       := (data ->> '$.quantity')::bigint), position) as newest
    from events where type in ('listing.drafted', 'listing.changed') group by 1
), began as (
    select stream as id, data ->> '$.seller_id' as seller_id, occurred_at as created_at
    from events where type = 'listing.drafted'
), stage as (
    select stream as id,
           arg_max(case type when 'listing.drafted' then 'draft' else split_part(type, '.', 2) end, position) as status
    from events
    where type in ('listing.drafted', 'listing.published', 'listing.sold_out', 'listing.withdrawn', 'listing.removed')
    group by 1
), taken as (
    select stream as id,
           sum(case type when 'listing.sold' then (data ->> '$.quantity')::bigint
                         when 'listing.returned' then -(data ->> '$.quantity')::bigint else 0 end) as sold,
           sum(case type when 'listing.reserved' then (data ->> '$.item.quantity')::bigint
                         when 'listing.released' then -(data ->> '$.quantity')::bigint
                         when 'listing.returned' then -(data ->> '$.quantity')::bigint else 0 end) as unavailable,
           max(occurred_at) as updated_at
    from events where type like 'listing.%' group by 1
)
select id,
       began.seller_id,
       described.newest.name,
       described.newest.category,
       described.newest.country,
       described.newest.city,
       described.newest.price_amount,
       described.newest.price_currency,
       described.newest.quantity,
       described.newest.quantity - taken.unavailable               as quantity_available,
       taken.sold::bigint                                         as quantity_sold,
       stage.status,
       began.created_at,
       taken.updated_at
from began join described using (id) join stage using (id) join taken using (id)
