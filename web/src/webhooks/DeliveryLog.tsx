import { Button, NativeSelect } from '@mantine/core';
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { CodeBlock } from '../ui/Copy.tsx';
import { nowMs } from '../ui/clock.ts';
import { Endless } from '../ui/Endless.tsx';
import { EmptyState, Facts, Loaded, Section } from '../ui/Page.tsx';
import { CommandForm, Sheet } from '../ui/Sheet.tsx';
import { Ago, Time } from '../ui/Time.tsx';
import { attempt, tell } from '../ui/Toasts.tsx';
import {
  type Delivery,
  type DeliveryState,
  deliveriesQuery,
  deliveryQuery,
  type Webhook,
  webhookCommands,
} from './api.ts';
import './webhooks.css';
import { answerWords, DeliveryBadge, deliveryChoices, milliseconds } from './words.tsx';

/** What was sent, newest first, with how it went. */
export function DeliveryLog({ webhook, mayWrite }: { webhook: Webhook; mayWrite: boolean }) {
  const [state, setState] = useState<DeliveryState>();
  const [shown, setShown] = useState<string | null>(null);
  const [replaying, setReplaying] = useState(false);
  const deliveries = useInfiniteQuery(deliveriesQuery(webhook.id, state));
  const mayReplay = mayWrite && webhook.state === 'on';
  return (
    <Section
      title="Deliveries"
      aside={
        mayReplay ? (
          <Button size="xs" onClick={() => setReplaying(true)}>
            Replay
          </Button>
        ) : null
      }
    >
      <search className="filters">
        <NativeSelect
          aria-label="State"
          data={deliveryChoices}
          value={state ?? ''}
          onChange={(event) =>
            setState((event.currentTarget.value || undefined) as DeliveryState | undefined)
          }
        />
      </search>
      <Endless
        query={deliveries}
        older="Show older deliveries"
        empty={
          <EmptyState title={state ? 'No deliveries in this state' : 'No deliveries yet'}>
            {state ? null : 'Send a test to see how the receiver answers.'}
          </EmptyState>
        }
      >
        {(items) => (
          <ul className="card list">
            {items.map((item) => (
              <li key={item.id} className="list-row delivery">
                <span className="grow">
                  <button
                    type="button"
                    className="plain delivery-name breaks"
                    onClick={() => setShown(item.id)}
                  >
                    {item.type}
                    <span className="sr-only">
                      , <Ago at={item.createdAt} />
                    </span>
                  </button>
                  <span className="small muted sub">{answerWords(item)}</span>
                </span>
                <span className="small muted" aria-hidden="true">
                  <Ago at={item.createdAt} />
                </span>
                <DeliveryBadge delivery={item} />
              </li>
            ))}
          </ul>
        )}
      </Endless>
      <Sheet title="Delivery" open={shown !== null} onClose={() => setShown(null)} wide>
        {shown ? <OneDelivery webhook={webhook} id={shown} mayReplay={mayReplay} /> : null}
      </Sheet>
      <Sheet title="Replay" open={replaying} onClose={() => setReplaying(false)}>
        {replaying ? <Replay webhook={webhook} onClose={() => setReplaying(false)} /> : null}
      </Sheet>
    </Section>
  );
}

function OneDelivery({ webhook, id, mayReplay }: { webhook: Webhook; id: string; mayReplay: boolean }) {
  const delivery = useQuery(deliveryQuery(webhook.id, id));
  return (
    <Loaded query={delivery}>
      {(data) => (
        <div className="stack">
          <Facts
            items={[
              ['Event', <code key="type">{data.type}</code>],
              ['State', <DeliveryBadge key="state" delivery={data} />],
              ...(data.dueAt ? ([['Next try', <Time key="due" at={data.dueAt} seconds />]] as const) : []),
              [
                'webhook-id',
                <code key="id" className="breaks">
                  {data.eventId}
                </code>,
              ],
            ]}
          />
          {mayReplay && !['waiting', 'withheld'].includes(data.state) ? (
            <SendAgain webhook={webhook} delivery={data} />
          ) : null}
          {data.attempts.map((each, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: tries are only ever added at the end
            <div key={index} className="stack-s">
              <div>
                <strong>{each.status === null ? 'No answer' : `HTTP ${each.status}`}</strong>{' '}
                <span className="small muted">
                  <Time at={each.at} seconds />, {milliseconds(each.milliseconds)}
                </span>
              </div>
              {each.trouble ? <div className="small breaks">{each.trouble}</div> : null}
              {each.answer ? (
                <CodeBlock label={`Answer ${index + 1}`} text={each.answer} copy={false} />
              ) : null}
            </div>
          ))}
          {data.body === null ? (
            <p className="muted">Withheld: the incident is restricted, or the entry was struck through.</p>
          ) : (
            <CodeBlock label="Body" text={JSON.stringify(JSON.parse(data.body), null, 2)} />
          )}
        </div>
      )}
    </Loaded>
  );
}

function SendAgain({ webhook, delivery }: { webhook: Webhook; delivery: Delivery }) {
  const queries = useQueryClient();
  const run = async () => {
    await webhookCommands.sendAgain(webhook.id, delivery.id);
    await queries.invalidateQueries({ queryKey: ['integration'] });
  };
  return (
    <div className="row">
      <Button onClick={() => void attempt(run, 'Sent again, with the same ID.')}>Send again</Button>
    </div>
  );
}

const SPANS = [
  { value: '1', label: 'The last hour' },
  { value: '24', label: 'The last 24 hours' },
  { value: '168', label: 'The last 7 days' },
  { value: '720', label: 'The last 30 days' },
];

function Replay({ webhook, onClose }: { webhook: Webhook; onClose: () => void }) {
  const queries = useQueryClient();
  const [hours, setHours] = useState('24');
  const run = async () => {
    const since = new Date(nowMs() - Number(hours) * 3_600_000).toISOString();
    const { count } = await webhookCommands.replay(webhook.id, since);
    await queries.invalidateQueries({ queryKey: ['integration'] });
    tell(count === 0 ? 'There was nothing to send again.' : `${count} deliveries are sent again.`);
    onClose();
  };
  return (
    <CommandForm submit="Send again" run={run} onCancel={onClose}>
      {() => (
        <NativeSelect
          label="Events of"
          description="Each is sent again with the ID it had, so that receivers can tell repeats."
          value={hours}
          data={SPANS}
          onChange={(event) => setHours(event.currentTarget.value)}
        />
      )}
    </CommandForm>
  );
}
