import { Textarea, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useDraft } from '../identity/draft.ts';
import { StateBadge } from '../ui/Badges.tsx';
import { Loaded, PageHeader } from '../ui/Page.tsx';
import { CommandForm } from '../ui/Sheet.tsx';
import { tell } from '../ui/Toasts.tsx';
import { type Lint, lintQuery, runbookCommands, runbookQuery } from './api.ts';
import { Preview } from './Preview.tsx';
import './runbooks.css';

/** What a new runbook begins with: its parts, each where it belongs. */
const TEMPLATE = `---
id: my-runbook
title: My runbook
types: []
systems: []
labels: {}
---

When to use this, and when to stop and call for help.

## Look at the first thing {#first}

What to look at, and how to read it.

\`\`\`sh
kubectl --namespace {{ label.namespace or "default" }} get pods
\`\`\`

- [It is bad](#repair)

## Repair it {#repair .optional}

What to do, and how to tell that it worked.
`;

/** Edits a runbook, or writes a new one. */
export function RunbookEditPage() {
  const { id } = useParams({ strict: false });
  if (id === undefined) return <Editor id={null} text={TEMPLATE} base={0} />;
  return <Existing id={id} />;
}

function Existing({ id }: { id: string }) {
  const runbook = useQuery(runbookQuery(id));
  return (
    <Loaded query={runbook} page="Runbook">
      {({ text, version }) => <Editor key={version} id={id} text={text} base={version} />}
    </Loaded>
  );
}

const PAUSE_MS = 400;

/** The text once nobody has typed for a moment. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}

function Editor(props: { id: string | null; text: string; base: number }) {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [text, setText] = useDraft(`runbook.${props.id ?? 'new'}.${props.base}`, props.text);
  const [reason, setReason] = useState('');
  const lint = useQuery(lintQuery(useSettled(text)));
  const preview = lint.data?.preview ?? null;
  const save = async () => {
    const id = props.id ?? preview?.id ?? 'runbook';
    const saved = await runbookCommands.save(id, {
      ...{ text, base: props.base },
      ...(reason.trim() ? { reason: reason.trim() } : {}),
    });
    tell('Runbook saved.');
    setText(props.text);
    await queries.invalidateQueries({ queryKey: ['runbook'] });
    await navigate({ to: '/runbooks/$id', params: { id: saved.id } });
  };
  return (
    <div className="page page-wide">
      <PageHeader
        title={props.id === null ? 'New runbook' : `Edit ${preview?.title ?? 'runbook'}`}
        lead="Each second-level heading is a step. A list item that only links to a step is a way on from this one."
      />
      <div className="rb-edit">
        <CommandForm
          submit={props.id === null ? 'Create runbook' : 'Save version'}
          run={save}
          onCancel={() =>
            void navigate(
              props.id === null ? { to: '/runbooks' } : { to: '/runbooks/$id', params: { id: props.id } },
            )
          }
        >
          {(errors) => (
            <>
              <Textarea
                label="Text"
                description="Markdown, with id and title above. {{ system }}, {{ reference }} and {{ label.name }} are filled in, quoted for where they stand."
                autosize
                minRows={18}
                maxRows={34}
                spellCheck={false}
                value={text}
                onChange={(event) => setText(event.currentTarget.value)}
                error={errors.text}
              />
              <Problems lint={lint.data} />
              <TextInput
                label="What has changed?"
                description="Optional. Shown in the history."
                value={reason}
                onChange={(event) => setReason(event.currentTarget.value)}
                error={errors.reason}
              />
            </>
          )}
        </CommandForm>
        <section aria-label="Preview">{preview ? <Preview runbook={preview} /> : null}</section>
      </div>
    </div>
  );
}

function Problems({ lint }: { lint: Lint | undefined }) {
  if (!lint || lint.problems.length === 0) return null;
  return (
    <ul className="rb-problems" aria-label="Problems">
      {lint.problems.map(({ line, level, message }) => (
        <li key={`${line}-${message}`}>
          <StateBadge tone={level === 'error' ? 'bad' : 'warn'}>
            Line {line}: {message}
          </StateBadge>
        </li>
      ))}
    </ul>
  );
}
