-- A dossier leads to one head, and is to be the same whenever it is made. So a head that one was made with stays, however old it gets.
alter table head add column pinned boolean not null default false;

-- Dossiers ask for the first head over so many events.
create index head_size on head (size, id);
