-- Every listing as it is now. quantity counts every unit ever listed.
with described as (
    select stream as id, arg_max(data, position) as data
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
       described.data ->> '$.details.name'                        as name,
       described.data ->> '$.details.category'                    as category,
       described.data ->> '$.details.country'                     as country,
       described.data ->> '$.details.city'                        as city,
       (described.data ->> '$.details.price.amount_minor')::bigint as price_amount,
       described.data ->> '$.details.price.currency'              as price_currency,
       (described.data ->> '$.quantity')::bigint                  as quantity,
       (described.data ->> '$.quantity')::bigint - taken.unavailable as quantity_available,
       taken.sold::bigint                                         as quantity_sold,
       stage.status,
       began.created_at,
       taken.updated_at
from began join described using (id) join stage using (id) join taken using (id)
