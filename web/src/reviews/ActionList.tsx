import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { peopleQuery } from '../directory/api.ts';
import { StateBadge, type Tone } from '../ui/Badges.tsx';
import { EmptyState } from '../ui/Page.tsx';
import { CommandForm, Sheet } from '../ui/Sheet.tsx';
import { tell } from '../ui/Toasts.tsx';
import { IssueOfAction } from './IssueOfAction.tsx';
import { type Action, reportCommands } from './report-api.ts';

const KINDS: Record<Action['kind'], string> = {
  preventive: 'Preventive measure',
  process: 'Process improvement',
  tool: 'Tool enhancement',
  documentation: 'Documentation update',
};
const PRIORITIES: Record<Action['priority'], string> = { high: 'High', medium: 'Medium', low: 'Low' };
const STATES: Record<Action['state'], { words: string; tone: Tone }> = {
  open: { words: 'Open', tone: 'quiet' },
  in_progress: { words: 'In progress', tone: 'active' },
  done: { words: 'Done', tone: 'ok' },
  dropped: { words: 'Dropped', tone: 'quiet' },
};
const WORKED = { yes: 'Worked', partly: 'Worked in part', no: 'Did not work' } as const;

/** Action items with their owners and deadlines; `incident` says of which incident, where that is not clear. */
export function ActionList(props: { items: readonly Action[]; may: boolean; incident?: boolean }) {
  const [editing, setEditing] = useState<Action | null>(null);
  const queries = useQueryClient();
  const done = (words: string) => {
    tell(words);
    setEditing(null);
    void queries.invalidateQueries({ queryKey: ['reviews'] });
  };
  return (
    <>
      <ul className="list act-list">
        {props.items.map((action) => (
          <li key={action.id} className="list-row">
            <span className="grow">
              <strong className="breaks" dir="auto">
                {action.title}
              </strong>
              <span className="small muted sub">
                {action.reference} · {action.owner.name} · {KINDS[action.kind]}
                {action.priority === 'high' ? ' · high priority' : ''}
                {props.incident ? (
                  <>
                    {' · '}
                    <Link to="/incidents/$ref/review" params={{ ref: action.incident.reference }}>
                      {action.incident.reference}
                    </Link>
                  </>
                ) : null}
                {action.issue === null ? null : (
                  <>
                    {' · '}
                    {action.issue.url === null ? (
                      `${action.issue.tracker.name}: not created yet`
                    ) : (
                      <a href={action.issue.url} target="_blank" rel="noreferrer noopener">
                        {action.issue.tracker.name} {action.issue.key}
                      </a>
                    )}
                    {action.issue.problem === null ? '' : ' (not in sync)'}
                  </>
                )}
                {action.link === null || action.link === action.issue?.url ? null : (
                  <>
                    {' · '}
                    <a href={action.link} target="_blank" rel="noreferrer noopener">
                      {new URL(action.link).hostname}
                    </a>
                  </>
                )}
              </span>
            </span>
            <span className="act-when">
              <StateBadge tone={action.overdue ? 'bad' : STATES[action.state].tone}>
                {action.overdue ? 'Overdue' : STATES[action.state].words}
              </StateBadge>
              <span className="small muted tnum">
                {action.worked === null ? `Due ${action.dueOn}` : WORKED[action.worked]}
                {action.dueOn === action.promisedOn ? '' : ` (first ${action.promisedOn})`}
              </span>
            </span>
            {props.may ? (
              <Button size="xs" aria-label={`Edit ${action.reference}`} onClick={() => setEditing(action)}>
                Edit
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      <Sheet
        title={editing === null ? '' : `${editing.reference} ${editing.title}`}
        open={editing !== null}
        onClose={() => setEditing(null)}
      >
        {editing === null ? null : (
          <>
            <ActionForm action={editing} onDone={done} />
            <IssueOfAction action={editing} />
          </>
        )}
      </Sheet>
    </>
  );
}

/** An action, new or to be changed. */
export function ActionForm(props: { reference?: string; action?: Action; onDone: (words: string) => void }) {
  const { action } = props;
  const [title, setTitle] = useState(action?.title ?? '');
  const [kind, setKind] = useState(action?.kind ?? 'preventive');
  const [priority, setPriority] = useState(action?.priority ?? 'medium');
  const [state, setState] = useState(action?.state ?? 'open');
  const [ownerId, setOwnerId] = useState(action?.owner.id ?? '');
  const [dueOn, setDueOn] = useState(action?.dueOn ?? '');
  const [link, setLink] = useState(action?.link ?? '');
  const [reason, setReason] = useState('');
  const [worked, setWorked] = useState<Action['worked']>(action?.worked ?? null);
  const needsReason =
    action !== undefined && (dueOn !== action.dueOn || (state === 'dropped' && action.state !== 'dropped'));
  const run = async () => {
    const values = { title: title.trim(), kind, priority, ownerId, dueOn, link: link.trim() || null };
    if (action === undefined) return reportCommands.addAction(props.reference ?? '', values);
    const after = await reportCommands.changeAction(action.id, {
      ...{ ...values, state },
      ...(reason.trim() === '' ? {} : { reason: reason.trim() }),
    });
    if (worked !== null && worked !== action.worked)
      return reportCommands.assess(action.id, { worked, note: reason.trim() });
    return after;
  };
  return (
    <CommandForm
      submit={action === undefined ? 'Add action' : 'Save'}
      disabled={
        title.trim() === '' || ownerId === '' || dueOn === '' || (needsReason && reason.trim() === '')
      }
      run={run}
      onDone={() => props.onDone(action === undefined ? 'Action added.' : 'Saved.')}
    >
      {(errors) => (
        <>
          <TextInput
            label="What is to be done"
            value={title}
            onChange={(event) => setTitle(event.currentTarget.value)}
            error={errors.title}
          />
          <ActionFields
            values={{ ownerId, dueOn, kind, priority }}
            onChange={(values) => {
              setOwnerId(values.ownerId);
              setDueOn(values.dueOn);
              setKind(values.kind);
              setPriority(values.priority);
            }}
            errors={errors}
          />
          {action === undefined ? null : (
            <StateFields state={state} onState={setState} worked={worked} onWorked={setWorked} />
          )}
          <TextInput
            type="url"
            label="Link"
            description="Optional. A ticket, a pull request, the new version of a runbook."
            value={link}
            onChange={(event) => setLink(event.currentTarget.value)}
            error={errors.link}
          />
          {action === undefined ? null : (
            <Textarea
              label={needsReason ? 'Why?' : 'Note'}
              description={needsReason ? 'Kept on the record. The first deadline stays visible.' : 'Optional'}
              rows={2}
              value={reason}
              onChange={(event) => setReason(event.currentTarget.value)}
              error={errors.reason}
            />
          )}
        </>
      )}
    </CommandForm>
  );
}

export interface ActionValues {
  readonly ownerId: string;
  readonly dueOn: string;
  readonly kind: Action['kind'];
  readonly priority: Action['priority'];
}

/** What every action has: who, by when, and what sort of thing it is. */
export function ActionFields(props: {
  values: ActionValues;
  onChange: (values: ActionValues) => void;
  errors: Readonly<Record<string, string | undefined>>;
}) {
  const { values, onChange, errors } = props;
  const people = (useQuery(peopleQuery).data?.items ?? []).filter(({ active }) => active);
  return (
    <div className="act-two">
      <NativeSelect
        label="Owner"
        value={values.ownerId}
        data={[{ value: '', label: 'Choose' }, ...people.map(({ id, name }) => ({ value: id, label: name }))]}
        onChange={(event) => onChange({ ...values, ownerId: event.currentTarget.value })}
        error={errors.ownerId}
      />
      <TextInput
        type="date"
        label="Due"
        value={values.dueOn}
        onChange={(event) => onChange({ ...values, dueOn: event.currentTarget.value })}
        error={errors.dueOn}
      />
      <NativeSelect
        label="Kind"
        value={values.kind}
        data={Object.entries(KINDS).map(([value, label]) => ({ value, label }))}
        onChange={(event) => onChange({ ...values, kind: event.currentTarget.value as Action['kind'] })}
      />
      <NativeSelect
        label="Priority"
        value={values.priority}
        data={Object.entries(PRIORITIES).map(([value, label]) => ({ value, label }))}
        onChange={(event) =>
          onChange({ ...values, priority: event.currentTarget.value as Action['priority'] })
        }
      />
    </div>
  );
}

/** How far it is; and of one that is over, whether it worked. */
function StateFields(props: {
  state: Action['state'];
  onState: (state: Action['state']) => void;
  worked: Action['worked'];
  onWorked: (worked: Action['worked']) => void;
}) {
  const { state, worked } = props;
  return (
    <>
      <NativeSelect
        label="State"
        value={state}
        data={Object.entries(STATES).map(([value, { words }]) => ({ value, label: words }))}
        onChange={(event) => props.onState(event.currentTarget.value as Action['state'])}
      />
      {state === 'done' || state === 'dropped' ? (
        <NativeSelect
          label="Did it work?"
          value={worked ?? ''}
          data={[
            { value: '', label: 'Not known yet' },
            ...Object.entries(WORKED).map(([value, label]) => ({ value, label })),
          ]}
          onChange={(event) => props.onWorked((event.currentTarget.value || null) as Action['worked'])}
        />
      ) : null}
    </>
  );
}

export const NoActions = ({ action }: { action?: ReactNode }) => (
  <EmptyState title="No actions yet" action={action}>
    What will be done so that it does not happen again, by whom, and by when.
  </EmptyState>
);
