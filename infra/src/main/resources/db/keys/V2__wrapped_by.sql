-- What wrapped a key: the id of a master key, or the name of a cloud's key. Null for what was wrapped before that had an id: the master key
-- did it. Rows whose person begins with "use:" hold keys of uses, such as look-up hashes: derived from the master key once, they stay as they
-- are when that is rotated.
alter table person_key add column wrapped_by text;

-- What a rotation has to wrap anew.
create index person_key_wrapped_by on person_key (wrapped_by) where wrapped is not null;
