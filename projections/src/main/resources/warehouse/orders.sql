-- Every order as it is now.
with stage as (
    select stream as id,
           arg_max(case type when 'order.placed' then 'pending' else split_part(type, '.', 2) end, position)
               filter (where type like 'order.%') as status,
           min(occurred_at) filter (where type = 'order.confirmed') as confirmed_at,
           max(occurred_at) as updated_at
    -- Refunds stand in the stream of their order.
    from events where type like 'order.%' or type like 'refund.%' group by 1
), refunded as (
    select data ->> '$.order_id' as id, sum((data ->> '$.amount.amount_minor')::bigint)::bigint as amount
    from events where type = 'refund.succeeded' group by 1
)
select placed.stream                                    as id,
       placed.data ->> '$.checkout_id'                  as checkout_id,
       placed.data ->> '$.payment_id'                   as payment_id,
       placed.data ->> '$.buyer_id'                     as buyer_id,
       placed.data ->> '$.seller_id'                    as seller_id,
       (placed.data ->> '$.total.amount_minor')::bigint as total_amount,
       placed.data ->> '$.total.currency'               as currency,
       coalesce(refunded.amount, 0)                     as refunded_amount,
       stage.status,
       placed.occurred_at                               as created_at,
       stage.confirmed_at,
       stage.updated_at
from events placed
join stage on stage.id = placed.stream
left join refunded on refunded.id = placed.stream
where placed.type = 'order.placed'
