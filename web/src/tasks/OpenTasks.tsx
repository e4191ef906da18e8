import { useQuery } from '@tanstack/react-query';
import { tasksQuery } from './api.ts';

/** What stays to be done after the incident has ended, for whoever ends it: nothing of it is dropped by that. */
export function OpenTasks({ reference }: { reference: string }) {
  const tasks = useQuery(tasksQuery(reference)).data;
  const open = tasks?.items.filter(({ status }) => status === 'open') ?? [];
  const count = tasks?.open ?? 0;
  if (open.length === 0) return null;
  return (
    <section className="hint" aria-label="Open tasks">
      <h3>{count === 1 ? '1 task stays open' : `${count} tasks stay open`}</h3>
      <ul>
        {open.map(({ id, title, owner }) => (
          <li key={id} className="breaks">
            {title} · {owner.person?.name ?? owner.role?.title}
          </li>
        ))}
      </ul>
    </section>
  );
}
