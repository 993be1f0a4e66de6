-- What each account means to buy. No read model and no event: it changes often, concerns nobody else and decides nothing.

create table cart (
    account_id text        primary key,
    -- what clients see as the version: rises when items change
    version    bigint      not null,
    -- rises with every write, so that of two at once one is done again
    revision   bigint      not null,
    -- [{"listing_id", "quantity", "price_amount", "price_currency"}]; the price is the one at which it was put in
    items      jsonb       not null,
    -- [{"checkout_id", "started_at", "items": [{"listing_id", "quantity"}]}]: what is being bought and leaves the cart if that succeeds
    purchases  jsonb       not null,
    updated_at timestamptz not null
);
