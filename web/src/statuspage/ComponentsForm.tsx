import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { systemsQuery } from '../directory/api.ts';
import { CommandForm } from '../ui/Sheet.tsx';
import { slugOf } from '../ui/slug.ts';
import { tell } from '../ui/Toasts.tsx';
import { type StatusPage, statusCommands } from './api.ts';
import { inputOf } from './SettingsForm.tsx';

interface Row {
  key: number;
  id: string | null;
  name: string;
  group: string;
  description: string;
  systems: string[];
  since?: string;
}

let lastKey = 0;
const fresh = (): Row => {
  lastKey += 1;
  return { key: lastKey, id: null, name: '', group: '', description: '', systems: [] };
};

const called = ({ name }: Row): string => name.trim() || 'New component';

/** What is listed, in its order. A system that no component names is not public. */
export function ComponentsForm({ page, onClose }: { page: StatusPage; onClose: () => void }) {
  const queries = useQueryClient();
  const systems = useQuery(systemsQuery).data?.items ?? [];
  const [rows, setRows] = useState<Row[]>(() => {
    const stored = page.components.map(({ id, name, group, description, systems, since }) => ({
      ...{ ...fresh(), id, name, group: group ?? '', description, systems, since },
    }));
    return stored.length > 0 ? stored : [fresh()];
  });
  const change = (key: number, patch: Partial<Row>) =>
    setRows(rows.map((row) => (row.key === key ? { ...row, ...patch } : row)));
  const move = (index: number) => {
    const [row, above] = [rows[index], rows[index - 1]];
    if (row && above) setRows(rows.toSpliced(index - 1, 2, row, above));
  };
  const run = async () => {
    const named = rows.filter(({ name }) => name.trim() !== '');
    await statusCommands.put(page.id, {
      ...inputOf(page),
      components: named.map(({ id, name, group, description, systems, since }) => ({
        ...{ id: id ?? slugOf(name), name: name.trim(), description, systems, group: group.trim() || null },
        ...(since === undefined ? {} : { since }),
      })),
    });
    await queries.invalidateQueries({ queryKey: ['status'] });
  };
  return (
    <CommandForm
      submit="Save"
      run={run}
      onDone={() => {
        tell('Saved.');
        onClose();
      }}
      onCancel={onClose}
    >
      {() => (
        <>
          {rows.map((row, index) => (
            <fieldset key={row.key} className="card card-pad stack-s">
              <legend>{called(row)}</legend>
              <TextInput
                label="Public name"
                value={row.name}
                onChange={(event) => change(row.key, { name: event.currentTarget.value })}
              />
              <TextInput
                label="Description"
                value={row.description}
                onChange={(event) => change(row.key, { description: event.currentTarget.value })}
              />
              <TextInput
                label="Group"
                value={row.group}
                onChange={(event) => change(row.key, { group: event.currentTarget.value })}
              />
              <NativeSelect
                label="System"
                description="Not shown to the public. Suggests this component when the system has an incident."
                data={[
                  { value: '', label: 'None' },
                  ...systems.map(({ id, name }) => ({ value: id, label: name })),
                ]}
                value={row.systems[0] ?? ''}
                onChange={(event) => {
                  const { value } = event.currentTarget;
                  change(row.key, { systems: value === '' ? [] : [value, ...row.systems.slice(1)] });
                }}
              />
              <div className="row">
                {index > 0 ? (
                  <Button aria-label={`Move up: ${called(row)}`} onClick={() => move(index)}>
                    Move up
                  </Button>
                ) : null}
                <Button
                  aria-label={`Remove ${called(row)}`}
                  onClick={() => setRows(rows.filter(({ key }) => key !== row.key))}
                >
                  Remove
                </Button>
              </div>
            </fieldset>
          ))}
          <Button onClick={() => setRows([...rows, fresh()])}>Add component</Button>
        </>
      )}
    </CommandForm>
  );
}
