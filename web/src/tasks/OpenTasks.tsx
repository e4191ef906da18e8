import { useQuery } from '@tanstack/react-query';
import { tasksQuery } from './api.ts';

/** What stays to be done after the incident has ended, for whoever ends it: nothing of it is dropped by that. */
export function OpenTasks({ reference }: { reference: string }) {
  const open = useQuery(tasksQuery(reference)).data?.items.filter(({ status }) => status === 'open') ?? [];
  if (open.length === 0) return null;
  return (
    <section className="hint" aria-label="Open tasks">
      <h3>{open.length === 1 ? '1 task stays open' : `${open.length} tasks stay open`}</h3>
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
