import { NativeSelect, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { peopleQuery } from '../directory/api.ts';
import { escalationQuery } from '../escalation/api.ts';
import { meQuery } from '../identity/session.ts';
import { CommandForm } from '../ui/Sheet.tsx';
import { tell } from '../ui/Toasts.tsx';
import { fromLocalField, toLocalField } from '../ui/time.ts';
import { type Task, type TaskOwner, taskCommands, tasksQuery } from './api.ts';

const keyOf = (owner: Task['owner']): string =>
  owner.kind === 'role' ? `role:${owner.role?.id}` : `person:${owner.person?.id}`;

function ownerOf(key: string): TaskOwner {
  const id = key.slice(key.indexOf(':') + 1);
  return key.startsWith('role:') ? { kind: 'role', role: id } : { kind: 'person', personId: id };
}

/** A new task, or another owner, time or title for one. @param task null for a new one */
export function TaskForm(props: { reference: string; task: Task | null; onDone: () => void }) {
  const { reference, task, onDone } = props;
  const queries = useQueryClient();
  const me = useQuery(meQuery).data;
  const people = useQuery(peopleQuery).data?.items.filter(({ active }) => active) ?? [];
  const roles = useQuery(escalationQuery(reference)).data?.roles ?? [];
  const [title, setTitle] = useState(task?.title ?? '');
  const [picked, setPicked] = useState(task ? keyOf(task.owner) : '');
  const [due, setDue] = useState(task?.dueAt ? toLocalField(Date.parse(task.dueAt)) : '');
  const owner = picked || (me?.id ? `person:${me.id}` : '');
  const save = async () => {
    const said = { title: title.trim(), ...(owner ? { owner: ownerOf(owner) } : {}) };
    const dueAt = due ? fromLocalField(due) : null;
    const after = task
      ? await taskCommands.change(reference, task.id, { ...said, dueAt })
      : await taskCommands.add(reference, { ...said, ...(dueAt ? { dueAt } : {}) });
    queries.setQueryData(tasksQuery(reference).queryKey, after);
  };
  return (
    <CommandForm
      submit={task ? 'Save' : 'Add task'}
      run={save}
      onDone={() => {
        tell(task ? 'Task saved.' : 'Task added.');
        onDone();
      }}
      onCancel={onDone}
    >
      {(errors) => (
        <>
          <TextInput
            label="Task"
            required
            withAsterisk={false}
            maxLength={300}
            value={title}
            onChange={(event) => setTitle(event.currentTarget.value)}
            error={errors.title}
          />
          <NativeSelect
            label="Owner"
            description="Someone else is notified."
            data={[
              {
                group: 'Roles',
                items: roles.map(({ id, title: name, person }) => ({
                  value: `role:${id}`,
                  label: `${name}${person ? ` (${person.name})` : ''}`,
                })),
              },
              {
                group: 'People',
                items: people.map(({ id, name }) => ({ value: `person:${id}`, label: name })),
              },
            ]}
            value={owner}
            onChange={(event) => setPicked(event.currentTarget.value)}
            error={errors.owner}
          />
          <TextInput
            type="datetime-local"
            label="Due"
            description="Optional, in your local time. The owner is reminded then."
            value={due}
            onChange={(event) => setDue(event.currentTarget.value)}
            error={errors.dueAt}
          />
        </>
      )}
    </CommandForm>
  );
}
