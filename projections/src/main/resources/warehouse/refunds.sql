-- Every refund as it is now; amounts in minor units.
select asked.data ->> '$.refund_id'                     as id,
       asked.data ->> '$.order_id'                      as order_id,
       asked.data ->> '$.payment_id'                    as payment_id,
       (asked.data ->> '$.amount.amount_minor')::bigint as amount,
       asked.data ->> '$.amount.currency'               as currency,
       stage.status,
       asked.occurred_at                                as created_at,
       stage.updated_at
from events asked
join (
    select data ->> '$.refund_id' as id,
           arg_max(case type when 'refund.succeeded' then 'succeeded' when 'refund.failed' then 'failed' else 'processing' end, position)
               as status,
           max(occurred_at) as updated_at
    from events where type like 'refund.%' group by 1
) stage on stage.id = (asked.data ->> '$.refund_id')
where asked.type = 'refund.requested'
