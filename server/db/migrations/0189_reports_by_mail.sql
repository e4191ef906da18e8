-- Mail to the report address becomes a report once that is turned on (DET-3).
alter table user_report_settings add column mail_on boolean not null default false;
alter table user_report drop constraint user_report_source;
alter table user_report add constraint user_report_source check (source in ('public', 'internal', 'ticket', 'mail'));
