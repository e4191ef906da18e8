-- Which systems a connector is of: steps of runbooks ask it by themselves. And what its role may do beyond reading, as last tested.
alter table connector add column system_ids text[] not null default '{}';
alter table connector add column warning text;
