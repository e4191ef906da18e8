import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Loaded } from '../../ui/Page.tsx';
import { SearchField } from '../../ui/SearchField.tsx';
import { Tick } from '../../ui/Tick.tsx';
import { type IncidentSummary, incidentsQuery } from '../api.ts';

/** So many that a thumb reaches the last; the search finds the others. */
const SHOWN = 12;

/** What an incident is looked for: another one, or a report. */
interface Subject {
  readonly reference: string;
  readonly systems: readonly { readonly id: string }[];
}

/** Another open incident, found by its name, title or system; those of the same system stand first. */
export function IncidentPick(props: {
  incident: Subject;
  legend?: string;
  /** What is real is joined to no drill. */
  noDrills?: boolean;
  value: string;
  onChange: (reference: string) => void;
  error: string | undefined;
}) {
  const { incident, value } = props;
  const among = props.noDrills ? { drill: 'false' as const } : {};
  const [words, setWords] = useState('');
  const found = useInfiniteQuery(incidentsQuery(words === '' ? among : { ...among, q: words }));
  const system = incident.systems[0]?.id;
  const near = useInfiniteQuery({ ...incidentsQuery({ ...among, system }), enabled: system !== undefined });
  const pages = (query: typeof found) => query.data?.pages.flatMap((page) => page.items) ?? [];
  const all = pages(found);
  const first = words === '' ? pages(near) : all.filter((each) => sharesSystem(each, incident));
  const others = [...new Map([...first, ...all].map((each) => [each.reference, each])).values()].filter(
    (each) => each.reference !== incident.reference,
  );
  return (
    <fieldset>
      <legend>{props.legend ?? 'Merge into'}</legend>
      <div className="pick-search">
        <SearchField
          label="Search open incidents"
          placeholder="INC-12 or title"
          value={words}
          onChange={setWords}
        />
      </div>
      <Loaded query={found} lines={3}>
        {() => (
          <div className="pick">
            {others.length === 0 ? (
              <p className="muted small">{words === '' ? 'No other open incidents' : 'No results'}</p>
            ) : null}
            {others.slice(0, SHOWN).map((each) => (
              <Tick
                key={each.reference}
                type="radio"
                name="into"
                label={
                  <>
                    {each.reference} <bdi>{each.title}</bdi>
                  </>
                }
                hint={[each.severity, ...each.systems.map((one) => one.name)].join(', ')}
                checked={value === each.reference}
                onChange={() => props.onChange(each.reference)}
              />
            ))}
            {others.length > SHOWN ? (
              <p className="muted small">Not all open incidents are shown. Search to narrow the list.</p>
            ) : null}
          </div>
        )}
      </Loaded>
      {props.error ? <p className="small field-error">{props.error}</p> : null}
    </fieldset>
  );
}

const sharesSystem = (one: IncidentSummary, other: Subject): boolean =>
  one.systems.some((system) => other.systems.some((each) => each.id === system.id));
