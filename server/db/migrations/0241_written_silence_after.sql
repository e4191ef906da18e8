-- `after`: the silence has ended, and its alert is asked for a while longer. Alertmanager still takes an alert that ended while it was silenced
-- for one that it has told of, and is silent when it fires again.
alter table written_silence
  add column hear_from timestamptz,
  add column watch_until timestamptz,
  drop constraint written_silence_state,
  add constraint written_silence_state check (state in ('wanted', 'active', 'after', 'over'));
create index written_silence_after on written_silence (integration_id) where state = 'after';
