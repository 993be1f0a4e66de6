-- Who signed up when, and from which country as they say today.
select registered.data ->> '$.account_id' as id,
       registered.occurred_at             as signed_up_at,
       profile.country
from events registered
left join (
    select data ->> '$.account_id' as id, arg_max_null(data ->> '$.profile.country', position) as country
    from events where type = 'account.changed' group by 1
) profile on profile.id = (registered.data ->> '$.account_id')
where registered.type = 'account.registered'
