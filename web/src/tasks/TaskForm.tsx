import { NativeSelect, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { peopleQuery } from '../directory/api.ts';
import { escalationQuery } from '../escalation/api.ts';
import { meQuery } from '../identity/session.ts';
import { incidentQuery } from '../incidents/api.ts';
import { CommandForm } from '../ui/Sheet.tsx';
import { tell } from '../ui/Toasts.tsx';
import { fromLocalField, viewerZone } from '../ui/time.ts';
import { type Task, taskCommands, tasksQuery } from './api.ts';
import { changeOf, fieldsOf, ownerOf, ownerOptions } from './task-form.ts';

/** A new task, or another owner, time or title for one. @param task null for a new one */
export function TaskForm(props: { reference: string; task: Task | null; onDone: () => void }) {
  const { reference, task, onDone } = props;
  const queries = useQueryClient();
  const me = useQuery(meQuery).data;
  const people = useQuery(peopleQuery).data?.items.filter(({ active }) => active) ?? [];
  const roles = useQuery(escalationQuery(reference)).data?.roles ?? [];
  const restricted = useQuery(incidentQuery(reference)).data?.visibility === 'restricted';
  // As it was when the form was opened: what others change meanwhile is not taken back by saving.
  const [opened] = useState(task);
  const before = opened ? fieldsOf(opened) : { title: '', owner: '', due: '' };
  const [title, setTitle] = useState(before.title);
  const [picked, setPicked] = useState(before.owner);
  const [due, setDue] = useState(before.due);
  const owner = picked || (me?.id ? `person:${me.id}` : '');
  const options = ownerOptions({
    me: me?.id ? { id: me.id, name: me.name } : null,
    present: opened?.owner ?? null,
    people,
    roles,
  });
  const save = async () => {
    const after = opened
      ? await taskCommands.change(reference, opened.id, changeOf(opened, { title, owner, due }))
      : await taskCommands.add(reference, {
          title: title.trim(),
          ...(owner ? { owner: ownerOf(owner) } : {}),
          ...(due ? { dueAt: fromLocalField(due) } : {}),
        });
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
            description={
              restricted
                ? 'If you choose someone else, they are notified, and added as a responder if they cannot see this restricted incident yet.'
                : 'If you choose someone else, they are notified.'
            }
            data={[
              { group: 'Roles', items: options.roles },
              { group: 'People', items: options.people },
            ]}
            value={owner}
            onChange={(event) => setPicked(event.currentTarget.value)}
            error={errors.owner}
          />
          <TextInput
            type="datetime-local"
            label="Due"
            description={`Optional. Your local time (${viewerZone}). The owner is reminded then.`}
            value={due}
            onChange={(event) => setDue(event.currentTarget.value)}
            error={errors.dueAt}
          />
        </>
      )}
    </CommandForm>
  );
}
