-- Which PaymentIntent at Stripe belongs to which payment of ours. Stripe remembers our idempotency keys for a day only, and cannot be
-- told that an id which it has never seen is cancelled; this table can be.
--   intent_id null: cancelled before an intent was made; none will ever be confirmed
create table stripe_intent (
    payment_id   text primary key,
    intent_id    text,
    decline_code text,
    cancelled    boolean not null default false,
    check (intent_id is not null or cancelled)
);
