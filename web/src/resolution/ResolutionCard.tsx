import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Incident } from '../incidents/api.ts';
import type { OpenSheet } from '../incidents/sheets.ts';
import { StateBadge } from '../ui/Badges.tsx';
import { Later, part } from '../ui/later.tsx';
import { Section } from '../ui/Page.tsx';
import { Countdown, Time } from '../ui/Time.tsx';
import { type Resolution, resolutionQuery } from './api.ts';
import { NoChange } from './NoChange.tsx';
import { openWords } from './words.ts';

const checklist = part(async () => (await import('./Checklist.tsx')).Checklist);

/** How far the resolution is: the watch, what is open, and the way to closed. Nothing where nothing is asked. */
export function ResolutionCard(props: { incident: Incident; may: boolean; open: OpenSheet }) {
  const { incident, may, open } = props;
  const { data } = useQuery(resolutionQuery(incident.reference));
  if (!data || incident.status === 'merged' || data.items.length === 0) return null;
  const over = !incident.open;
  if (over && incident.ending !== 'fixed') return null;
  const goal = over ? 'closed' : 'resolved';
  const left = (over ? data.toClose : data.toResolve).length;
  return (
    <Section
      title={over ? 'After the resolution' : 'Before it is resolved'}
      className="card card-pad"
      aside={
        incident.status === 'closed' ? null : (
          <StateBadge tone={left === 0 ? 'ok' : 'quiet'}>
            {left === 0 ? 'All done' : openWords(left)}
          </StateBadge>
        )
      }
    >
      {over ? <Watch resolution={data} closed={incident.status === 'closed'} /> : null}
      <Items {...{ incident, resolution: data, goal, may }} />
      {may && over && incident.status !== 'closed' ? (
        <div className="row">
          {left === 0 ? (
            <Button size="xs" variant="filled" onClick={() => open('close')}>
              Close incident
            </Button>
          ) : (
            <NoChange reference={incident.reference} resolution={data} />
          )}
        </div>
      ) : null}
    </Section>
  );
}

/** While the incident is open, the checklist is folded: the cause comes first. */
function Items(props: {
  incident: Incident;
  resolution: Resolution;
  goal: 'resolved' | 'closed';
  may: boolean;
}) {
  const { incident, resolution, goal, may } = props;
  const [shown, setShown] = useState(incident.status !== 'investigating');
  if (!shown)
    return (
      <button type="button" className="plain small" onClick={() => setShown(true)}>
        Show checklist
      </button>
    );
  const editable = may && incident.status !== 'closed';
  return (
    <Later
      part={checklist}
      props={{ reference: incident.reference, resolution, goal, may: editable }}
      frame={(content) => content}
    />
  );
}

function Watch({ resolution: { watch }, closed }: { resolution: Resolution; closed: boolean }) {
  if (watch === null || watch.over || closed) return null;
  return (
    <p className="small">
      Watched until <Time at={watch.until} />, <Countdown to={watch.until} late="over" />. A new alert reopens
      the incident.
    </p>
  );
}
