-- Once the key is gone nobody can tell the e-mail address any more, and the sweeps after it still have to find what waits under its hash.

alter table erasures add column email_hash text;
comment on column erasures.email_hash is 'keyed, as claims hold it; kept from the scrubbing until the erasure is done';
