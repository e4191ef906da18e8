import { StateBadge } from '../ui/Badges.tsx';
import { Section } from '../ui/Page.tsx';
import type { Report } from './report-api.ts';
import { Entries } from './SectionText.tsx';

const TYPES: Record<NonNullable<Report['evidence'][number]['type']>, string> = {
  finding: 'Finding',
  hypothesis: 'Hypothesis',
  decision: 'Decision',
  workaround: 'Workaround',
  change: 'Change',
  observation: 'Observation',
};

/** What people found, supposed and decided while the incident went on; what supports the root cause comes first. */
export function Evidence({ report, reference }: { report: Report; reference: string }) {
  const items = report.evidence.toSorted(
    (a, b) => Number(b.supports ?? false) - Number(a.supports ?? false) || a.seq - b.seq,
  );
  if (items.length === 0) return null;
  return (
    <Section title="Evidence" className="card card-pad">
      <ul className="rep-story">
        {items.map(({ seq, text, who, type, supports }) => (
          <li key={seq}>
            <span className="grow breaks" dir="auto">
              {text}{' '}
              <span className="small muted">
                {type === undefined ? '' : `${TYPES[type]} · `}
                {who} · <Entries reference={reference} seqs={[seq]} />
              </span>
            </span>
            {supports ? <StateBadge tone="ok">Root cause</StateBadge> : null}
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** The resolution checklists as they stood at the end. */
export function Checks({ report, reference }: { report: Report; reference: string }) {
  const checks = report.checks ?? [];
  if (checks.length === 0) return null;
  return (
    <Section title="Resolution checklists" className="card card-pad">
      <ul className="rep-story">
        {checks.map(({ seq, title, state, note, who }) => (
          <li key={`${seq} ${title}`}>
            <span className="grow breaks" dir="auto">
              {title}
              {note === '' ? '' : `: ${note}`}{' '}
              <span className="small muted">
                {who} · <Entries reference={reference} seqs={[seq]} />
              </span>
            </span>
            <StateBadge tone={state === 'done' ? 'ok' : 'quiet'}>
              {state === 'done' ? 'Done' : 'Waived'}
            </StateBadge>
          </li>
        ))}
      </ul>
    </Section>
  );
}
