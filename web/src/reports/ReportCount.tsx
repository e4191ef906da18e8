import { useQuery } from '@tanstack/react-query';
import { reportCountQuery } from './api.ts';

/** How many reports wait, in the navigation; nothing when none does. */
export function ReportCount() {
  const untriaged = useQuery(reportCountQuery).data?.untriaged ?? 0;
  if (untriaged === 0) return null;
  return (
    <span className="side-count tnum">
      {untriaged > 99 ? '99+' : untriaged}
      <span className="sr-only"> to triage</span>
    </span>
  );
}
