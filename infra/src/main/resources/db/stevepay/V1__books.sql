-- StevePay's own books. They stand in a database of their own, as a foreign provider's would: nothing here commits together with our
-- event log, so a crash between "charged" here and "recorded" there is a real case.

-- What StevePay was asked under a payment's id. A row that is cancelled stays: its id can never be authorised again. One that was
-- cancelled before it was ever authorised has no amount and no card.
create table payment (
    id           text primary key,
    status       text        not null check (status in ('authorized', 'declined', 'captured', 'cancelled')),
    card         text,
    amount_minor bigint check (amount_minor > 0),
    currency     text,
    decline_code text,
    recorded_at  timestamptz not null default now(),
    check ((amount_minor is null) = (currency is null)),
    check ((status = 'declined') = (decline_code is not null))
);

-- Double entry: every row takes an amount from one account and puts it into another, so the accounts of a payment always sum to zero.
--   card: the buyer's · held: set aside for the merchant · merchant: paid out
create table transfer (
    id           bigint generated always as identity primary key,
    payment_id   text        not null references payment (id),
    kind         text        not null check (kind in ('authorize', 'capture', 'void', 'refund', 'undo')),
    refund_id    text,
    from_account text        not null check (from_account in ('card', 'held', 'merchant')),
    to_account   text        not null check (to_account in ('card', 'held', 'merchant')),
    amount_minor bigint      not null check (amount_minor > 0),
    recorded_at  timestamptz not null default now(),
    check ((kind = 'refund') = (refund_id is not null)),
    check ((kind, from_account, to_account) in (
        ('authorize', 'card', 'held'), ('capture', 'held', 'merchant'), ('void', 'held', 'card'),
        ('refund', 'merchant', 'card'), ('undo', 'merchant', 'card')))
);

-- Each step of a payment happens once, each refund happens once.
create unique index transfer_once on transfer (payment_id, kind) where kind <> 'refund';
create unique index transfer_refund_once on transfer (refund_id) where kind = 'refund';
create index transfer_by_payment on transfer (payment_id);

-- How often a refund was asked for; the card pm_card_refund_fails_once fails the first time.
create table refund_request (
    refund_id    text primary key,
    payment_id   text    not null references payment (id),
    amount_minor bigint  not null check (amount_minor > 0),
    attempts     integer not null
);

-- What the transfers add up to, per payment.
create view balance as
select payment.id as payment_id,
       payment.status,
       payment.currency,
       coalesce(sum(transfer.amount_minor) filter (where kind = 'authorize'), 0)
         - coalesce(sum(transfer.amount_minor) filter (where kind in ('capture', 'void')), 0)  as held_minor,
       coalesce(sum(transfer.amount_minor) filter (where kind = 'capture'), 0)                 as captured_minor,
       coalesce(sum(transfer.amount_minor) filter (where kind in ('refund', 'undo')), 0)       as refunded_minor
from payment
left join transfer on transfer.payment_id = payment.id
group by payment.id;
