import { PageHeader } from '../ui/Page.tsx';
import { RehearsalForm } from './Rehearsal.tsx';
import './policy.css';

/** "A customer-facing P2 on 24 December at 23:40": who hears what, when, by which way. */
export function RehearsePage() {
  return (
    <div className="page">
      <PageHeader
        title="Rehearse"
        lead="See what would happen in an incident. Uses the production rules; nothing is sent."
      />
      <RehearsalForm />
    </div>
  );
}
