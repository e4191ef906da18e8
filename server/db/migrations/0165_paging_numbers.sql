-- How often a number was paged within a day, asked before each page to it.
create index message_page on message (address, first_attempt_at) where purpose = 'page';

-- SMS and calls by one provider fail apart from each other: a right to send is not one to call. A room fails by its id, because
-- two may have one name; people read the label.
-- These went by the room's name; the next failure begins anew.
delete from provider_failure where channel in ('teams', 'chat');
alter table provider_failure add column label text;
update provider_failure set label = provider;
alter table provider_failure alter column label set not null;
alter table provider_failure drop constraint provider_failure_pkey;
alter table provider_failure add primary key (channel, provider);
