-- Tries of the last minutes, counted for all processes together. Unlogged: after a crash of the database counting begins
-- anew, and a guess costs no write-ahead log.
create unlogged table throttle (
  key bytea primary key,
  tries integer not null,
  ends_at timestamptz not null
);
create index throttle_ended on throttle (ends_at);
