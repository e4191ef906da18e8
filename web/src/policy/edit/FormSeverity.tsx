import { ActionIcon, Button, NativeSelect, TextInput } from '@mantine/core';
import { Icon } from '../../ui/Icon.tsx';
import { Section } from '../../ui/Page.tsx';
import { Choice, Field, useTyped } from './Field.tsx';
import type { FormDraft } from './form-draft.ts';
import { type DueParts, dueParts, duePhrase, ofKind } from './phrases.ts';
import type { Path } from './yaml-edit.ts';

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** One severity: what it is called, its targets, and who is told by when. */
export function FormSeverity({ draft, severity }: { draft: FormDraft; severity: string }) {
  const at = ['severities', severity];
  const matrix = ['matrix', severity];
  const criteria = list(draft.value([...at, 'criteria']));
  const steps = list(draft.value(matrix));
  const roles = Object.keys((draft.value(['roles']) ?? {}) as object);
  return (
    <>
      <Section title={`${severity}: name and targets`}>
        <div className="policy-fields">
          <Field draft={draft} path={[...at, 'name']} label="Name" />
          <Field
            draft={draft}
            path={[...at, 'acknowledge_within']}
            label="Acknowledge within"
            placeholder="15m"
            optional
          />
          <Field
            draft={draft}
            path={[...at, 'resolve_within']}
            label="Resolve within"
            placeholder="4h"
            optional
          />
          <Field
            draft={draft}
            path={[...at, 'update_every']}
            label="Update every"
            placeholder="on change only"
            optional
          />
        </div>
      </Section>
      <Section title={`${severity}: who is told by when`}>
        {steps.map((_, index) => (
          <Step
            // The place is the step's only name: steps have no id unless somebody gives one.
            key={`${severity}-${String(index)}`}
            draft={draft}
            path={[...matrix, index]}
            name={`Step ${index + 1}`}
            count={steps.length}
            roles={roles}
          />
        ))}
        <Button
          size="xs"
          onClick={() => draft.append(matrix, { notify: roles[0] ?? 'on_call_engineer', by: 'within 15m' })}
        >
          Add a step
        </Button>
      </Section>
      <Section title={`${severity}: criteria`}>
        <div className="stack">
          {criteria.map((_, index) => (
            <div key={`${severity}-criterion-${String(index)}`} className="policy-fields policy-pairs">
              <Field
                draft={draft}
                path={[...at, 'criteria', index, 'text']}
                label={`Criterion ${index + 1}`}
              />
              <Field
                draft={draft}
                path={[...at, 'criteria', index, 'question']}
                label={`Asked as ${index + 1}`}
              />
            </div>
          ))}
        </div>
      </Section>
    </>
  );
}

function Step(props: {
  draft: FormDraft;
  path: Path;
  name: string;
  count: number;
  roles: readonly string[];
}) {
  const { draft, path, name, roles } = props;
  const index = Number(path.at(-1));
  const parent = path.slice(0, -1);
  const conditions = ['customer_facing', 'acknowledged', 'confirmed', 'mitigating'].map((value) => ({
    value,
    label: value.replaceAll('_', ' '),
  }));
  return (
    <fieldset className="policy-step" aria-label={name}>
      <div className="policy-step-head">
        <strong>{name}</strong>
        <div className="row">
          <ActionIcon
            aria-label={`Move ${name} up`}
            disabled={index === 0}
            onClick={() => draft.moveUp(parent, index)}
          >
            ↑
          </ActionIcon>
          <ActionIcon
            aria-label={`Move ${name} down`}
            disabled={index === props.count - 1}
            onClick={() => draft.moveUp(parent, index + 1)}
          >
            ↓
          </ActionIcon>
          <ActionIcon aria-label={`Remove ${name}`} onClick={() => draft.remove(path)}>
            <Icon name="close" />
          </ActionIcon>
        </div>
      </div>
      <Roles draft={draft} path={[...path, 'notify']} roles={roles} />
      <div className="policy-fields">
        <Due draft={draft} path={[...path, 'by']} />
        <Choice
          draft={draft}
          path={[...path, 'mode']}
          label="Mode"
          none="inform (default)"
          options={[
            { value: 'page', label: 'page' },
            { value: 'inform', label: 'inform' },
          ]}
        />
        <Choice draft={draft} path={[...path, 'when']} label="Only when" none="always" options={conditions} />
        <Choice draft={draft} path={[...path, 'unless']} label="Unless" none="never" options={conditions} />
        <Field draft={draft} path={[...path, 'margin']} label="Margin" placeholder="as usual" optional />
      </div>
    </fieldset>
  );
}

/** One role is written as a word, several as a list. */
function Roles({ draft, path, roles }: { draft: FormDraft; path: Path; roles: readonly string[] }) {
  const value = draft.value(path);
  const picked = Array.isArray(value) ? value.map(String) : [String(value ?? '')];
  const write = (next: readonly string[]) => draft.set(path, next.length === 1 ? (next[0] ?? '') : next);
  return (
    <div>
      <div className="row">
        {picked.map((role) => (
          <span key={role} className="chip">
            {role}
            {picked.length > 1 ? (
              <button
                type="button"
                className="plain"
                aria-label={`Do not notify ${role}`}
                onClick={() => write(picked.filter((each) => each !== role))}
              >
                <Icon name="close" size={14} />
              </button>
            ) : null}
          </span>
        ))}
        <NativeSelect
          size="xs"
          aria-label="Notify also"
          value=""
          data={[
            { value: '', label: 'Add a role …' },
            ...roles.filter((role) => !picked.includes(role)).map((role) => ({ value: role, label: role })),
          ]}
          onChange={(event) => {
            if (event.currentTarget.value !== '') write([...picked, event.currentTarget.value]);
          }}
        />
      </div>
      {draft.error(path) ? <p className="small field-error">{draft.error(path)}</p> : null}
      {draft.warning(path) ? <p className="small muted">{draft.warning(path)}</p> : null}
    </div>
  );
}

const asked: Record<DueParts['kind'], string> = {
  immediately: '',
  within: 'Within',
  'next business day': 'Time of day',
  'weekly review': 'Day and time',
  other: 'Phrase',
};

function Due({ draft, path }: { draft: FormDraft; path: Path }) {
  const parts = dueParts(String(draft.value(path) ?? ''));
  const [rest, setTyped] = useTyped(parts.rest);
  const kinds: DueParts['kind'][] = ['immediately', 'within', 'next business day', 'weekly review'];
  if (parts.kind === 'other') kinds.push('other');
  return (
    <>
      <NativeSelect
        label="By"
        value={parts.kind}
        data={kinds}
        onChange={(event) => draft.set(path, ofKind(event.currentTarget.value as DueParts['kind']))}
      />
      {parts.kind === 'immediately' ? null : (
        <TextInput
          label={asked[parts.kind]}
          value={rest}
          error={draft.error(path)}
          placeholder={parts.kind === 'weekly review' ? 'on Monday at 10:00' : undefined}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            draft.set(path, duePhrase({ ...parts, rest: event.currentTarget.value }));
          }}
        />
      )}
    </>
  );
}
