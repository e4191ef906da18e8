import { Button, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { Icon } from '../ui/Icon.tsx';
import { Loading, Section } from '../ui/Page.tsx';
import { CommandForm } from '../ui/Sheet.tsx';
import { Countdown, When } from '../ui/Time.tsx';
import { attempt, tell } from '../ui/Toasts.tsx';
import { type Task, type TaskList, taskCommands, tasksQuery } from './api.ts';
import { TaskForm } from './TaskForm.tsx';
import './tasks.css';

/** What is to be done about the incident, by whom and by when. @param may whether the viewer may change it */
export function TasksOfIncident({ reference, may }: { reference: string; may: boolean }) {
  const tasks = useQuery(tasksQuery(reference)).data;
  const [adding, setAdding] = useState(false);
  if (tasks === undefined)
    return may ? (
      <Section title="Tasks" className="card card-pad">
        <Loading lines={2} />
      </Section>
    ) : null;
  if (tasks.items.length === 0 && !may) return null;
  const open = tasks.items.filter(({ status }) => status === 'open');
  const settled = tasks.items.filter(({ status }) => status !== 'open');
  const list = (items: readonly Task[]) => (
    <ul className="tasks">
      {items.map((task) => (
        <TaskItem key={task.id} reference={reference} task={task} may={may} />
      ))}
    </ul>
  );
  return (
    <Section
      title="Tasks"
      className="card card-pad"
      aside={
        may && !adding ? (
          <Button size="xs" onClick={() => setAdding(true)}>
            Add task
          </Button>
        ) : null
      }
    >
      {adding ? <TaskForm reference={reference} task={null} onDone={() => setAdding(false)} /> : null}
      {open.length > 0 ? list(open) : adding ? null : <p className="muted">No open tasks.</p>}
      {open.length < tasks.open ? (
        <p className="muted">
          Showing {open.length} of {tasks.open} open tasks.
        </p>
      ) : null}
      {settled.length > 0 ? (
        <details className="folded">
          <summary>{tasks.settled} completed or dropped</summary>
          {list(settled)}
          {settled.length < tasks.settled ? (
            <p className="muted">Showing the last {settled.length}. All are in the timeline.</p>
          ) : null}
        </details>
      ) : null}
    </Section>
  );
}

/** "Ana Ruiz", "Scribe (Ben Okafor)", "Scribe (not assigned)". */
function ownerText({ kind, person, role, people }: Task['owner']): string {
  if (kind === 'person') return person?.name ?? 'Unknown';
  return `${role?.title} (${people.map(({ name }) => name).join(', ') || 'not assigned'})`;
}

function TaskItem({ reference, task, may }: { reference: string; task: Task; may: boolean }) {
  const queries = useQueryClient();
  const [opened, setOpened] = useState<'edit' | 'drop' | null>(null);
  const [unfolded, setUnfolded] = useState(false);
  const more = useId();
  const open = task.status === 'open';
  const run = (command: () => Promise<TaskList>, done: string) =>
    void attempt(async () => {
      queries.setQueryData(tasksQuery(reference).queryKey, await command());
    }, done);
  return (
    <li className="task" data-status={task.status}>
      <button
        type="button"
        className="task-mark"
        disabled={!may || task.status === 'dropped'}
        aria-label={open ? `Mark as done: ${task.title}` : `Reopen: ${task.title}`}
        onClick={() =>
          open
            ? run(() => taskCommands.done(reference, task.id), 'Task completed.')
            : run(() => taskCommands.reopen(reference, task.id), 'Task reopened.')
        }
      >
        {task.status === 'done' ? <Icon name="check" size={14} /> : null}
      </button>
      <div className="grow">
        <div className="task-title breaks" dir="auto">
          {task.title}
        </div>
        <div className="task-detail">
          {ownerText(task.owner)}
          {open && task.dueAt ? (
            <>
              {' · due '}
              <When at={task.dueAt} />,{' '}
              <strong>
                <Countdown to={task.dueAt} late="overdue" />
              </strong>
            </>
          ) : null}
          {open ? null : ` · ${task.status}${task.note ? `: ${task.note}` : ''}`}
        </div>
        {unfolded && opened === null ? (
          <div className="row task-acts" id={more}>
            {open ? (
              <>
                <Button size="xs" onClick={() => setOpened('edit')}>
                  Edit
                </Button>
                <Button size="xs" onClick={() => setOpened('drop')}>
                  Drop
                </Button>
              </>
            ) : (
              <Button
                size="xs"
                onClick={() => run(() => taskCommands.reopen(reference, task.id), 'Task reopened.')}
              >
                Reopen
              </Button>
            )}
          </div>
        ) : null}
        {opened === 'edit' ? (
          <TaskForm reference={reference} task={task} onDone={() => setOpened(null)} />
        ) : null}
        {opened === 'drop' ? (
          <DropForm reference={reference} task={task} onDone={() => setOpened(null)} />
        ) : null}
      </div>
      {may ? (
        <button
          type="button"
          className="person-fold"
          aria-expanded={unfolded}
          aria-controls={unfolded && opened === null ? more : undefined}
          aria-label={`Change task: ${task.title}`}
          onClick={() => setUnfolded(!unfolded)}
        >
          <Icon name={unfolded ? 'up' : 'down'} size={16} />
        </button>
      ) : null}
    </li>
  );
}

function DropForm({ reference, task, onDone }: { reference: string; task: Task; onDone: () => void }) {
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  return (
    <CommandForm
      submit="Drop task"
      run={async () => {
        const after = await taskCommands.drop(reference, task.id, reason.trim());
        queries.setQueryData(tasksQuery(reference).queryKey, after);
      }}
      onDone={() => {
        tell('Task dropped.');
        onDone();
      }}
      onCancel={onDone}
    >
      {(errors) => (
        <TextInput
          label="Why is it not needed?"
          required
          withAsterisk={false}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={errors.reason}
        />
      )}
    </CommandForm>
  );
}
