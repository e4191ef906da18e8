import { PageHeader } from '../ui/Page.tsx';
import { RehearsalForm } from './Rehearsal.tsx';
import './policy.css';

/** "A customer-facing P2 on 24 December at 23:40": who hears what, when, by which way. */
export function RehearsePage() {
  return (
    <div className="page">
      <PageHeader
        title="Rehearse"
        lead="What would happen in a case: the same rules that run in anger, with nothing sent."
      />
      <RehearsalForm />
    </div>
  );
}
