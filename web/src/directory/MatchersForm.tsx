import { ActionIcon, Button, NativeSelect, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { FileNote } from '../ui/FileNote.tsx';
import { Icon } from '../ui/Icon.tsx';
import { CommandForm } from '../ui/Sheet.tsx';
import { tell } from '../ui/Toasts.tsx';
import { type System, systemCommands } from './api.ts';
import {
  blankCondition,
  type ConditionDraft,
  conditionOf,
  draftOf,
  type Operator,
  operators,
} from './matcher-draft.ts';
import './systems.css';

/** Which alerts are about a system: any matcher, all of its conditions. */
export function MatchersForm({ system, onClose }: { system: System; onClose: () => void }) {
  const queries = useQueryClient();
  const [matchers, setMatchers] = useState<ConditionDraft[][]>(() =>
    system.matchers.length > 0 ? system.matchers.map((each) => each.map(draftOf)) : [[blankCondition()]],
  );
  const set = (at: number, conditions: ConditionDraft[]) =>
    setMatchers(
      conditions.length === 0
        ? matchers.filter((_, i) => i !== at)
        : matchers.map((each, i) => (i === at ? conditions : each)),
    );
  return (
    <CommandForm
      submit="Save matchers"
      run={async () => {
        await systemCommands.update(system.id, { matchers: matchers.map((each) => each.map(conditionOf)) });
        await queries.invalidateQueries({ queryKey: ['directory'] });
      }}
      onDone={() => {
        tell('Saved. They apply to new alerts.');
        onClose();
      }}
      onCancel={onClose}
    >
      {(errors) => (
        <>
          <p className="muted">
            An alert belongs to {system.name} when its labels meet all conditions of one matcher. If several
            systems match, the one with the most specific matcher gets the alert.
          </p>
          {matchers.map((conditions, at) => (
            <MatcherFields
              // biome-ignore lint/suspicious/noArrayIndexKey: a matcher has no identity but its place
              key={at}
              number={at + 1}
              conditions={conditions}
              error={(path) => errors[`matchers.${at}.${path}`]}
              onChange={(changed) => set(at, changed)}
            />
          ))}
          {errors.matchers ? <p className="small field-error">{errors.matchers}</p> : null}
          <div>
            <Button size="xs" onClick={() => setMatchers([...matchers, [blankCondition()]])}>
              Add matcher
            </Button>
          </div>
          <FileNote section="systems" />
        </>
      )}
    </CommandForm>
  );
}

function MatcherFields(props: {
  number: number;
  conditions: readonly ConditionDraft[];
  error: (path: string) => string | undefined;
  onChange: (conditions: ConditionDraft[]) => void;
}) {
  const { number, conditions, onChange } = props;
  const set = (at: number, change: Partial<ConditionDraft>) =>
    onChange(conditions.map((each, i) => (i === at ? { ...each, ...change } : each)));
  return (
    <fieldset className="matcher">
      <legend>{number === 1 ? 'Matcher 1' : `Or matcher ${number}`}</legend>
      <ol className="stack-s">
        {conditions.map((condition, at) => {
          const which = `condition ${at + 1} of matcher ${number}`;
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a condition has no identity but its place
            <li key={at} className="condition">
              <TextInput
                aria-label={`Label, ${which}`}
                placeholder="service"
                required
                value={condition.label}
                onChange={(event) => set(at, { label: event.currentTarget.value })}
                error={props.error(`${at}.label`)}
              />
              <NativeSelect
                aria-label={`Comparison, ${which}`}
                data={operators.map((operator) => ({ ...operator }))}
                value={condition.operator}
                onChange={(event) => set(at, { operator: event.currentTarget.value as Operator })}
              />
              <TextInput
                aria-label={`Value, ${which}`}
                placeholder={condition.operator === 'in' ? 'checkout, cart' : 'checkout'}
                required
                value={condition.value}
                onChange={(event) => set(at, { value: event.currentTarget.value })}
                error={props.error(`${at}.${condition.operator}`) ?? props.error(String(at))}
              />
              <ActionIcon
                aria-label={`Remove ${which}`}
                onClick={() => onChange(conditions.filter((_, i) => i !== at))}
              >
                <Icon name="close" size={16} />
              </ActionIcon>
            </li>
          );
        })}
      </ol>
      <button
        type="button"
        className="plain small"
        onClick={() => onChange([...conditions, blankCondition()])}
      >
        Add condition<span className="sr-only"> to matcher {number}</span>
      </button>
    </fieldset>
  );
}
