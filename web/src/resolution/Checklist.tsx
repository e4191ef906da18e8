import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Icon } from '../ui/Icon.tsx';
import { Time } from '../ui/Time.tsx';
import { attempt } from '../ui/Toasts.tsx';
import { type Check, type Resolution, resolutionCommands } from './api.ts';
import { ItemForm } from './ItemForm.tsx';
import { type Action, actionsOf, type Opened } from './words.ts';
import './resolution.css';

interface ListProps {
  reference: string;
  resolution: Resolution;
  goal: Check['goal'];
  may: boolean;
}

/** What stands in front of a state: what is open, each with what can be done about it, and what is done. */
export function Checklist({ reference, resolution, goal, may }: ListProps) {
  const blocking = new Set(
    (goal === 'resolved' ? resolution.toResolve : resolution.toClose).map(({ item }) => item),
  );
  const items = resolution.items.filter(
    (item) => item.state !== 'not_needed' && (item.goal === goal || blocking.has(item.id)),
  );
  return (
    <ul className="checks">
      {items.map((item) => (
        <Row
          key={item.id}
          {...{ reference, resolution, item, may, goal }}
          open={item.state === 'open' && (blocking.has(item.id) || !item.required)}
        />
      ))}
    </ul>
  );
}

function Row(props: ListProps & { item: Check; open: boolean }) {
  const { reference, resolution, item, may, goal, open } = props;
  const [opened, setOpened] = useState<Opened | null>(null);
  const queries = useQueryClient();
  const settle = () => queries.invalidateQueries({ queryKey: ['incident', reference] });
  const run = (work: () => Promise<unknown>, said: string) =>
    attempt(async () => {
      await work();
      await settle();
    }, said);
  const press = ({ opens }: Action) => {
    if (opens === 'ask')
      void run(() => resolutionCommands.askThem(reference, item.id), 'Asked. You hear when they answer.');
    else if (opens === 'unknown')
      void run(
        () => resolutionCommands.cause(reference, { cause: null, findings: [] }),
        'Left to the review.',
      );
    else if (opens === 'done')
      void run(() => resolutionCommands.set(reference, item.id, { state: 'done' }), 'Done.');
    else setOpened(opens);
  };
  return (
    <li className="check" data-state={item.state}>
      <span className="next-mark" aria-hidden="true">
        {item.state === 'done' ? <Icon name="check" size={14} /> : null}
      </span>
      <div className="grow">
        <div className="check-text">
          {item.text}
          <span className="sr-only"> ({item.state})</span>
        </div>
        <Detail item={item} resolution={resolution} />
        {opened ? (
          <ItemForm
            {...{ reference, item, resolution, opened }}
            onDone={() => {
              setOpened(null);
              void settle();
            }}
            onCancel={() => setOpened(null)}
          />
        ) : open && may ? (
          <div className="row check-acts">
            {actionsOf(item, resolution, goal === 'resolved').map((action, index) => (
              <Button
                key={action.label}
                size="xs"
                variant={index === 0 ? 'default' : 'subtle'}
                onClick={() => press(action)}
              >
                {action.label}
                <span className="sr-only">: {item.text}</span>
              </Button>
            ))}
          </div>
        ) : null}
      </div>
    </li>
  );
}

/** What is open, or who did what about it and when. */
function Detail({ item, resolution }: { item: Check; resolution: Resolution }) {
  const { mark, plan, question, sentence } = item;
  if (item.state === 'open' && item.act === 'none' && item.list === 'fix' && resolution.watch)
    return (
      <p className="small muted">
        The stability watch runs until <Time at={resolution.watch.until} />.
      </p>
    );
  if (item.state === 'open') {
    // The sentence begins with the item's own words, which stand right above it.
    const rest = sentence?.startsWith(`${item.text}: `) ? sentence.slice(item.text.length + 2) : sentence;
    return (
      <p className="small muted breaks" dir="auto">
        {rest ? `${rest.charAt(0).toUpperCase()}${rest.slice(1)}` : null}
        {item.required ? null : ' Optional.'}
        {plan ? ` Plan by ${plan.by}: ${plan.text}` : null}
      </p>
    );
  }
  if (item.act === 'root_cause' && resolution.rootCause?.cause)
    return (
      <p className="small muted breaks" dir="auto">
        {resolution.rootCause.cause} · <Said by={resolution.rootCause.by} at={resolution.rootCause.at} />
      </p>
    );
  if (mark)
    return (
      <p className="small muted breaks" dir="auto">
        {item.state === 'waived' ? 'Waived: ' : null}
        {mark.note ? `${mark.note} · ` : null}
        {mark.link ? (
          <>
            <a href={mark.link} target="_blank" rel="noreferrer">
              {mark.link}
            </a>
            {' · '}
          </>
        ) : null}
        {mark.reviewer ? `By ${mark.author}, reviewed by ${mark.reviewer}. ` : null}
        <Said by={mark.by} at={mark.at} />
      </p>
    );
  if (question?.answer)
    return (
      <p className="small muted breaks" dir="auto">
        Confirmed · <Said by={question.answer.by} at={question.answer.at} />
      </p>
    );
  return item.state === 'waived' && resolution.noChange ? (
    <p className="small muted breaks" dir="auto">
      No change was made: {resolution.noChange.reason}
      {' · '}
      <Said by={resolution.noChange.by} at={resolution.noChange.at} />
    </p>
  ) : null;
}

const Said = ({ by, at }: { by: string; at: string }) => (
  <>
    {by}, <Time at={at} />
  </>
);
