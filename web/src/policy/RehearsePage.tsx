import { getRouteApi } from '@tanstack/react-router';
import { PageHeader } from '../ui/Page.tsx';
import { RehearsalForm } from './Rehearsal.tsx';
import './policy.css';

const route = getRouteApi('/app/rehearse');

/** "A customer-facing P2 on 24 December at 23:40": who hears what, when, by which way. */
export function RehearsePage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <div className="page">
      <PageHeader
        title="Rehearse"
        lead="See what would happen in an incident. Uses the production rules; nothing is sent. Share the address of a rehearsal to show it to others."
      />
      <RehearsalForm search={search} onAsk={(asked) => void navigate({ search: asked, replace: true })} />
    </div>
  );
}
