import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type Channel, channelsQuery } from '../communication/api.ts';
import { meQuery } from '../identity/session.ts';
import { StateBadge } from '../ui/Badges.tsx';
import { attempt } from '../ui/Toasts.tsx';
import { type PersonDetail, peopleCommands } from './api.ts';
import { type DeviceState, deviceLabel, deviceState, endpointOf, subscribe, unsubscribe } from './device.ts';

/** On one's own page: turns notifications on or off in the browser that one is looking with. */
export function NotificationsHere({ person }: { person: PersonDetail }) {
  const me = useQuery(meQuery);
  const channels = useQuery(channelsQuery);
  const channel = channels.data?.items.find(({ deviceKey }) => deviceKey !== null);
  if (me.data?.id !== person.id || channel === undefined) return null;
  return <Device person={person} channel={channel} />;
}

const WHY: Record<Exclude<DeviceState, 'on' | 'off'>, string> = {
  blocked:
    'Notifications are blocked for this site. Allow them in the browser’s settings, then reload this page.',
  install_first:
    'To be paged on this device, add Tocsin to the Home Screen first: tap Share, then Add to Home Screen, and open Tocsin from there.',
  insecure: 'Notifications need HTTPS. This page was loaded without it.',
  unsupported: 'This browser cannot show notifications.',
};

function Device({ person, channel }: { person: PersonDetail; channel: Channel }) {
  const queries = useQueryClient();
  const endpoints = person.contactMethods.flatMap(({ address }) => endpointOf(address) ?? []);
  const device = useQuery({
    queryKey: ['device', endpoints],
    queryFn: () => deviceState(endpoints),
    staleTime: 0,
  });
  const changed = async () => {
    await queries.invalidateQueries({ queryKey: ['directory'] });
    await queries.invalidateQueries({ queryKey: ['device'] });
  };
  const turnOn = () =>
    attempt(async () => {
      const address = await subscribe(channel.deviceKey ?? '');
      const taken = person.contactMethods.map(({ label }) => label);
      const label = deviceLabel(navigator.userAgent, taken);
      await peopleCommands.addMethod(person.id, { kind: channel.kind, label, address });
      await changed();
    }, 'Notifications turned on. Send a test page to try them.');
  const turnOff = () =>
    attempt(async () => {
      const here = await unsubscribe();
      const method = person.contactMethods.find(({ address }) => endpointOf(address) === here);
      if (method) await peopleCommands.removeMethod(person.id, method.id);
      await changed();
    }, 'Notifications turned off on this device.');
  if (device.data === undefined) return null;
  return (
    <div className="card card-pad row">
      <span className="grow">
        <strong>Notifications on this device</strong>
        <span className="small muted sub">
          {device.data === 'on' || device.data === 'off'
            ? 'Pages ring here, and you can acknowledge from the notification.'
            : WHY[device.data]}
        </span>
      </span>
      {device.data === 'on' ? <StateBadge tone="ok">On</StateBadge> : null}
      {device.data === 'on' ? <Button onClick={() => void turnOff()}>Turn off on this device</Button> : null}
      {device.data === 'off' ? (
        <Button variant="filled" onClick={() => void turnOn()}>
          Turn on notifications on this device
        </Button>
      ) : null}
    </div>
  );
}
