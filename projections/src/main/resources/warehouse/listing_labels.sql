-- The labels of every listing as they are now, a row each.
select id as listing_id, unnest(from_json(labels, '["VARCHAR"]')) as label
from (
    select stream as id, arg_max(data -> '$.details.labels', position) as labels
    from events where type in ('listing.drafted', 'listing.changed') group by 1
)
