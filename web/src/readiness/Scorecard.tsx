import { StateBadge } from '../ui/Badges.tsx';
import { Section } from '../ui/Page.tsx';
import type { Drill } from './api.ts';
import { measureText, RESULTS } from './words.ts';

/** How the drill went, against the policy's own targets. */
export function Scorecard({ card }: { card: NonNullable<Drill['scorecard']> }) {
  return (
    <Section
      title="Scorecard"
      aside={
        <span className="drill-total">
          {card.met} of {card.counted} targets met
        </span>
      }
    >
      <ul className="card list drill-score">
        {card.measures.map((measure) => (
          <li key={measure.id}>
            <span className="grow">
              <strong>{measure.label}</strong>
              <span className="small muted">{measureText(measure)}</span>
            </span>
            <StateBadge tone={RESULTS[measure.result].tone}>{RESULTS[measure.result].text}</StateBadge>
          </li>
        ))}
      </ul>
      {card.improve.length > 0 ? (
        <div className="hint">
          <strong>Worth improving</strong>
          <ul>
            {card.improve.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </div>
      ) : null}
      <p className="small muted">
        Took part: {card.attended.length === 0 ? 'no one' : card.attended.map(({ name }) => name).join(', ')}.
      </p>
    </Section>
  );
}
