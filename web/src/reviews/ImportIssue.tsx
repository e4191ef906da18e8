import { TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { CommandForm } from '../ui/Sheet.tsx';
import { ActionFields, type ActionValues } from './ActionList.tsx';
import { type FoundIssue, trackerCommands, trackersQuery } from './trackers-api.ts';

/** An issue that exists becomes an action: its link first, and then what an issue does not say. */
export function ImportIssue(props: { reference: string; onDone: (words: string) => void }) {
  const { reference, onDone } = props;
  const trackers = useQuery(trackersQuery).data?.items ?? [];
  const [found, setFound] = useState<FoundIssue | null>(null);
  if (trackers.length === 0) return null;
  return (
    <details className="act-add">
      <summary>Import an issue</summary>
      {found === null ? (
        <LinkForm reference={reference} onFound={setFound} />
      ) : (
        <ImportForm key={found.url} reference={reference} issue={found} onDone={onDone} />
      )}
    </details>
  );
}

function LinkForm({ reference, onFound }: { reference: string; onFound: (issue: FoundIssue) => void }) {
  const [link, setLink] = useState('');
  return (
    <CommandForm
      submit="Find issue"
      disabled={link.trim() === ''}
      run={async () => onFound(await trackerCommands.find(reference, link.trim()))}
      onDone={() => undefined}
    >
      {(errors) => (
        <TextInput
          type="url"
          label="Link of the issue"
          description="In Jira, GitHub or GitLab. It is linked both ways: state and deadline stay alike."
          value={link}
          onChange={(event) => setLink(event.currentTarget.value)}
          error={errors.link}
        />
      )}
    </CommandForm>
  );
}

function ImportForm(props: { reference: string; issue: FoundIssue; onDone: (words: string) => void }) {
  const { issue } = props;
  const [values, setValues] = useState<ActionValues>({
    ...{ ownerId: '', dueOn: issue.dueOn ?? '', kind: 'preventive', priority: 'medium' },
  });
  return (
    <CommandForm
      submit="Import as action"
      disabled={values.ownerId === '' || values.dueOn === ''}
      run={() => trackerCommands.import(props.reference, { link: issue.url, ...values })}
      onDone={() => props.onDone('Issue imported.')}
    >
      {(errors) => (
        <>
          <p>
            <strong className="breaks" dir="auto">
              {issue.title}
            </strong>
            <span className="small muted sub">
              {issue.tracker.name} {issue.key}
            </span>
          </p>
          <ActionFields values={values} onChange={setValues} errors={errors} />
        </>
      )}
    </CommandForm>
  );
}
