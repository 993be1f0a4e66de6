-- Every payment as it is now; amounts in minor units.
with facts as (
    select stream as id,
           arg_max(split_part(type, '.', 2), position) filter (where type not in ('payment.refunded', 'payment.voided')) as last_stage,
           bool_or(type = 'payment.voided') as voided,
           coalesce(sum((data ->> '$.amount.amount_minor')::bigint) filter (where type = 'payment.captured'), 0)::bigint as captured_amount,
           coalesce(sum((data ->> '$.amount.amount_minor')::bigint) filter (where type = 'payment.refunded'), 0)::bigint as refunded_amount,
           max(occurred_at) as updated_at
    from events where type like 'payment.%' group by 1
)
select asked.stream                                     as id,
       asked.data ->> '$.subject'                       as subject,
       asked.data ->> '$.payer_id'                      as payer_id,
       case when facts.last_stage = 'failed' then 'failed'
            when facts.voided then 'voided'
            when facts.last_stage = 'requested' then 'requires_authorization'
            else facts.last_stage end                   as status,
       (asked.data ->> '$.amount.amount_minor')::bigint as amount,
       asked.data ->> '$.amount.currency'               as currency,
       facts.captured_amount,
       facts.refunded_amount,
       asked.occurred_at                                as created_at,
       facts.updated_at
from events asked join facts on facts.id = asked.stream
where asked.type = 'payment.requested'
