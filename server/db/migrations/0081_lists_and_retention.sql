-- What the lists of alerts and of messages can be narrowed to, newest first; found by EXPLAIN on 200,000 rows, where each
-- of these read the whole table when few rows or none matched.
create index alert_firing on alert (id desc) where status = 'firing';
create index alert_system on alert (system_id, id desc) where system_id is not null;
create index alert_integration on alert (integration_id, id desc);
create index message_channel on message (channel, id desc);
create index message_delivered on message (id desc) where state = 'delivered';

-- Payloads as received go when their time is over, the oldest first.
create index inbound_payload_received on inbound_payload (received_at);
