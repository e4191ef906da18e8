import { TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Loaded } from '../../ui/Page.tsx';
import { CommandForm } from '../../ui/Sheet.tsx';
import { Tick } from '../../ui/Tick.tsx';
import { Time } from '../../ui/Time.tsx';
import { tell } from '../../ui/Toasts.tsx';
import { type Access, accessQuery, commands } from '../api.ts';
import type { FormProps } from '../sheets.ts';

const BECAUSE: Readonly<Record<Access['members'][number]['because'], string>> = {
  role: 'has a role in it',
  responder: 'responder',
  acknowledged: 'acknowledged it',
  declared: 'declared it',
  told: 'paged or notified',
};

/** Who may see the incident (TYP-3), and who would still see it when it is restricted. */
export function VisibilityForm({ incident, onClose }: FormProps) {
  const access = useQuery(accessQuery(incident.reference));
  const [visibility, setVisibility] = useState(incident.visibility);
  const [reason, setReason] = useState('');
  const restricts = visibility === 'restricted';
  return (
    <CommandForm
      submit="Save"
      disabled={visibility === incident.visibility}
      run={() => commands.setVisibility(incident.reference, visibility, reason.trim())}
      onDone={() => {
        tell(restricts ? 'Restricted to those who take part.' : 'Visible to everyone.');
        onClose();
      }}
      onCancel={onClose}
    >
      {(errors) => (
        <>
          <div className="stack-s">
            <Tick
              type="radio"
              name="visibility"
              boxed
              label="Everyone in the organisation"
              checked={!restricts}
              onChange={() => setVisibility('organisation')}
            />
            <Tick
              type="radio"
              name="visibility"
              boxed
              label="Restricted to those who take part"
              checked={restricts}
              onChange={() => setVisibility('restricted')}
            />
          </div>
          <TextInput
            label="Reason"
            description="Optional. Added to the record."
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            error={errors.reason}
          />
          {restricts ? <Loaded query={access}>{(data) => <Members {...data} />}</Loaded> : null}
        </>
      )}
    </CommandForm>
  );
}

function Members({ visibility, members, looks }: Access) {
  return (
    <>
      <section>
        <h3>{visibility === 'restricted' ? 'Visible to' : 'Will be visible to'}</h3>
        <ul className="stack-s">
          {members.map(({ id, name, because }) => (
            <li key={id}>
              {name} <span className="muted small">{BECAUSE[because]}</span>
            </li>
          ))}
        </ul>
        <p className="small muted">
          Add responders to let others in. Administrators have no access unless they take part. Messages that
          have been sent cannot be taken back.
        </p>
      </section>
      {looks.length > 0 ? (
        <section>
          <h3>Opened by</h3>
          <ul className="stack-s">
            {looks.map(({ actor, at }) => (
              <li key={`${actor.id}${at}`}>
                {actor.name}{' '}
                <span className="muted small">
                  <Time at={at} />
                </span>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </>
  );
}
