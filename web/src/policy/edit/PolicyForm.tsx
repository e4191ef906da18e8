import { useMemo, useState } from 'react';
import { Segments } from '../../ui/Tick.tsx';
import type { Problem } from '../plan.ts';
import { keyOrder, type SchemaNode } from './complete.ts';
import { FormCalendars } from './FormCalendars.tsx';
import { FormPaging } from './FormPaging.tsx';
import { FormSeverity } from './FormSeverity.tsx';
import { FormTemplates } from './FormTemplates.tsx';
import type { FormDraft } from './form-draft.ts';
import { appendAt, moveUp, type Path, readText, removeAt, setAt, valueAt } from './yaml-edit.ts';

const parts = ['P1', 'P2', 'P3', 'P4', 'paging', 'calendars', 'messages'] as const;
type Part = (typeof parts)[number];
const named: Partial<Record<Part, string>> = {
  paging: 'Paging',
  calendars: 'Calendars',
  messages: 'Messages',
};

/** The common parts of the policy as fields. Every change is an edit of the text, which stays as it is elsewhere. */
export function PolicyForm(props: {
  text: string;
  onChange: (text: string) => void;
  problems: readonly Problem[];
  schema: SchemaNode;
  onText: () => void;
}) {
  const { text, onChange, problems, schema } = props;
  const [part, setPart] = useState<Part>('P1');
  const read = useMemo(() => readText(text), [text]);
  if (!read || read.data === null || typeof read.data !== 'object')
    return (
      <p className="hint hint-warn">
        The text cannot be parsed, so the form is not available.{' '}
        <button type="button" className="plain" onClick={props.onText}>
          Open the text
        </button>{' '}
        to fix it.
      </p>
    );
  const said = (path: Path, level: Problem['level']) => {
    const found = problems.filter((each) => each.level === level && each.path === path.join('.'));
    return found.length > 0 ? found.map(({ message }) => message).join(' ') : undefined;
  };
  const draft: FormDraft = {
    schema,
    value: (path) => valueAt(read.data, path),
    set: (path, value) =>
      onChange(
        value === undefined
          ? removeAt(text, path)
          : setAt(text, path, value, keyOrder(schema, path.slice(0, -1))),
      ),
    append: (path, value) => onChange(appendAt(text, path, value, keyOrder(schema, path.slice(0, -1)))),
    remove: (path) => onChange(removeAt(text, path)),
    moveUp: (path, index) => onChange(moveUp(text, path, index)),
    error: (path) => said(path, 'error'),
    warning: (path) => said(path, 'warning'),
  };
  return (
    <div className="stack-l">
      <Segments
        label="Part of the policy"
        value={part}
        onChange={setPart}
        options={parts.map((id) => ({ id, label: named[id] ?? id }))}
      />
      {part === 'paging' ? (
        <FormPaging draft={draft} />
      ) : part === 'calendars' ? (
        <FormCalendars draft={draft} />
      ) : part === 'messages' ? (
        <FormTemplates draft={draft} />
      ) : (
        <FormSeverity key={part} draft={draft} severity={part} />
      )}
    </div>
  );
}
