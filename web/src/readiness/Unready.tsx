import { Section } from '../ui/Page.tsx';
import { Time } from '../ui/Time.tsx';
import type { TrainingReply } from './api.ts';

/** Who goes on call without sign-off. A warning and no more: they are paged like everybody else. */
export function Unready({ unready }: { unready: TrainingReply['unready'] }) {
  if (unready.length === 0) return null;
  return (
    <Section title="On call, not signed off">
      <p className="muted gaps-lead">
        They will be paged all the same. Finish their training, or put someone else on call.
      </p>
      <ul className="card list">
        {unready.map(({ person, team, from, now }) => (
          <li key={`${person.id} ${team.id}`} className="list-row">
            <span className="grow">
              <strong>{person.name}</strong>
              <span className="small muted sub">{team.name}</span>
            </span>
            <span className="small">
              {now ? (
                'On call now'
              ) : (
                <>
                  On call from <Time at={from} />
                </>
              )}
              , not signed off
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
