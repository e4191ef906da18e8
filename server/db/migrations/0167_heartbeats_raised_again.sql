-- A silent heartbeat is looked at each interval from now on, so that its alert comes again when it was closed with its incident.
update heartbeat set due_at = coalesce(last_ping_at, created_at) where expired and enabled and due_at is null;
