-- Incidents are closed once everything that follows from their resolution is done, and say how they ended. Rows are made anew
-- from their logs at the first start, so that those resolved before have an ending as well.
alter table incident
  drop constraint incident_status_check,
  add constraint incident_status_check
    check (status in ('investigating', 'mitigating', 'resolved', 'closed', 'merged')),
  add column ending text check (ending in ('fixed', 'false_alarm', 'duplicate', 'recovered')),
  add column closed_at timestamptz;
