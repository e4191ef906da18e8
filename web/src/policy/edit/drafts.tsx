import { Button, TextInput } from '@mantine/core';
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { api, ask, type Body, type Reply } from '../../api/client.ts';
import { Loaded, Section } from '../../ui/Page.tsx';
import { CommandForm, Confirm } from '../../ui/Sheet.tsx';
import { Time } from '../../ui/Time.tsx';
import { tell } from '../../ui/Toasts.tsx';

export type Draft = Reply<'listPolicyDrafts'>['items'][number];

export const draftsQuery = queryOptions({
  // A topic of its own: a draft that is saved changes nothing that follows from the policy in force.
  queryKey: ['policy_draft'],
  queryFn: () => ask(api.GET('/api/v1/policy/drafts')),
});

export const saveDraft = (body: Body<'savePolicyDraft'>) => ask(api.POST('/api/v1/policy/drafts', { body }));

/** Every draft: go on with one, or throw it away. */
export function DraftList({ version }: { version: number }) {
  const drafts = useQuery(draftsQuery);
  const [discarding, setDiscarding] = useState<Draft>();
  const queries = useQueryClient();
  const discard = async () => {
    if (!discarding) return;
    await ask(
      api.DELETE('/api/v1/policy/drafts/{id}', {
        params: { path: { id: discarding.id }, query: { revision: discarding.revision } },
      }),
    );
    await queries.invalidateQueries({ queryKey: draftsQuery.queryKey });
    tell(`Draft “${discarding.name}” discarded.`);
  };
  return (
    <Section title="Drafts">
      <Loaded query={drafts} lines={2}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="muted">No drafts. Edit the policy and save it as a draft to continue later.</p>
          ) : (
            <ul className="card list">
              {items.map((draft) => (
                <li key={draft.id} className="list-row">
                  <div className="grow">
                    <Link to="/policy/edit" search={{ draft: draft.id }}>
                      {draft.name}
                    </Link>
                    <div className="muted small">
                      From version {draft.baseVersion}
                      {draft.baseVersion === version ? '' : `; version ${version} is current`}. Saved by{' '}
                      {draft.authorName}, <Time at={draft.updatedAt} />.
                    </div>
                  </div>
                  <Button size="xs" aria-label={`Discard ${draft.name}`} onClick={() => setDiscarding(draft)}>
                    Discard
                  </Button>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      <Confirm
        title="Discard draft"
        open={discarding !== undefined}
        onClose={() => setDiscarding(undefined)}
        action="Discard"
        run={discard}
      >
        “{discarding?.name}” is deleted for everyone. The current policy is not affected.
      </Confirm>
    </Section>
  );
}

/** Gives a new draft its name. */
export function NameDraft(props: {
  yaml: string;
  baseVersion: number;
  onSaved: () => void;
  onClose: () => void;
}) {
  const [name, setName] = useState('');
  const queries = useQueryClient();
  const navigate = useNavigate();
  const run = async () => {
    const draft = await saveDraft({ name, yaml: props.yaml, baseVersion: props.baseVersion });
    props.onSaved();
    await queries.invalidateQueries({ queryKey: draftsQuery.queryKey });
    tell(`Saved as “${draft.name}”.`);
    await navigate({ to: '/policy/edit', search: { draft: draft.id }, ignoreBlocker: true });
  };
  return (
    <CommandForm submit="Save" disabled={name.trim() === ''} run={run} onCancel={props.onClose}>
      {(errors) => (
        <TextInput
          label="Draft name"
          required
          withAsterisk={false}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={errors.name}
        />
      )}
    </CommandForm>
  );
}
