-- Reporters whose address is still known: it is forgotten some time after they have had their last answer.
create index user_report_addresses on user_report (id) where reporter_email is not null;
