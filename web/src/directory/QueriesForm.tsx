import { ActionIcon, Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { connectorsQuery } from '../investigation/api.ts';
import { isDatabase } from '../investigation/connector-words.ts';
import { FileNote } from '../ui/FileNote.tsx';
import { Icon } from '../ui/Icon.tsx';
import { CommandForm } from '../ui/Sheet.tsx';
import { tell } from '../ui/Toasts.tsx';
import { type System, systemCommands } from './api.ts';
import './systems.css';

type Query = System['queries'][number];

/** What is asked of connectors during an incident of the system. */
export function QueriesForm({ system, onClose }: { system: System; onClose: () => void }) {
  const queries = useQueryClient();
  const connectors = useQuery(connectorsQuery);
  // A database is asked by the checks of runbooks.
  const known = (connectors.data?.items ?? []).filter(({ kind }) => !isDatabase(kind));
  const blank = (): Query => ({ name: '', connector: known[0]?.id ?? '', query: '' });
  const [asked, setAsked] = useState<Query[]>([...system.queries]);
  const set = (at: number, change: Partial<Query>) =>
    setAsked(asked.map((query, i) => (i === at ? { ...query, ...change } : query)));
  const run = async () => {
    await systemCommands.update(system.id, {
      queries: asked.map(({ unit, ...query }) => ({
        ...query,
        connector: query.connector || known[0]?.id || '',
        ...(unit?.trim() ? { unit: unit.trim() } : {}),
      })),
    });
    await queries.invalidateQueries({ queryKey: ['directory'] });
  };
  return (
    <CommandForm
      submit="Save queries"
      run={run}
      onDone={() => {
        tell('Saved. Shown on every incident of this system.');
        onClose();
      }}
      onCancel={onClose}
    >
      {(errors) => (
        <>
          <ol className="stack-l">
            {asked.map((query, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a query being typed has no identity but its place
              <li key={at} className="query-edit stack-s">
                <div className="query-edit-head">
                  <TextInput
                    label={`Query ${at + 1}`}
                    placeholder="Errors per second"
                    required
                    withAsterisk={false}
                    value={query.name}
                    onChange={(event) => set(at, { name: event.currentTarget.value })}
                    error={errors[`queries.${at}.name`]}
                  />
                  <NativeSelect
                    label="Connector"
                    aria-label={`Connector of query ${at + 1}`}
                    data={[
                      ...known.map(({ id, name }) => ({ value: id, label: name })),
                      ...(query.connector === '' || known.some(({ id }) => id === query.connector)
                        ? []
                        : [{ value: query.connector, label: `${query.connector} (removed)` }]),
                    ]}
                    value={query.connector}
                    onChange={(event) => set(at, { connector: event.currentTarget.value })}
                    error={errors[`queries.${at}.connector`]}
                  />
                  <TextInput
                    label="Unit"
                    aria-label={`Unit of query ${at + 1}`}
                    placeholder="ms"
                    value={query.unit ?? ''}
                    onChange={(event) => set(at, { unit: event.currentTarget.value })}
                    error={errors[`queries.${at}.unit`]}
                  />
                  <ActionIcon
                    aria-label={`Remove query ${at + 1}`}
                    onClick={() => setAsked(asked.filter((_, i) => i !== at))}
                  >
                    <Icon name="close" size={16} />
                  </ActionIcon>
                </div>
                <Textarea
                  aria-label={`Text of query ${at + 1}`}
                  placeholder='sum(rate(http_requests_total{code=~"5.."}[5m]))'
                  required
                  autosize
                  minRows={2}
                  maxRows={8}
                  className="query-text"
                  value={query.query}
                  onChange={(event) => set(at, { query: event.currentTarget.value })}
                  error={errors[`queries.${at}.query`]}
                />
              </li>
            ))}
          </ol>
          <div>
            <Button size="xs" onClick={() => setAsked([...asked, blank()])}>
              Add query
            </Button>
          </div>
          <FileNote section="systems" />
        </>
      )}
    </CommandForm>
  );
}
