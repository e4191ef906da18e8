-- Reports that come round. The definitions are policy; here is when each is due next, and what was made.
create table report_schedule (
  report text primary key,
  next_at timestamptz not null,
  -- The definition that next_at was worked out by.
  definition text not null
);

-- One for each report and period, ever: the key is what makes it come once.
create table report_issue (
  id uuid primary key,
  report text not null,
  every text not null,
  title text not null,
  zone text not null,
  starts_on date not null,
  -- The first day after.
  ends_on date not null,
  due_at timestamptz not null,
  made_at timestamptz not null,
  quiet boolean not null,
  content jsonb not null,
  constraint report_issue_once unique (report, starts_on)
);
create index report_issue_made on report_issue (made_at desc);

-- To whom it went: round 1 by itself, later ones because somebody sent it again.
create table report_delivery (
  issue_id uuid not null references report_issue (id),
  round integer not null,
  at timestamptz not null,
  -- null: by schedule.
  by jsonb,
  person_ids uuid[] not null,
  primary key (issue_id, round)
);
