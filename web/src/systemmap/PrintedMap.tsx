import { Section } from '../ui/Page.tsx';
import type { SystemMap, SystemNow } from './api.ts';
import { Drawing } from './Drawing.tsx';
import { SystemTable } from './SystemTable.tsx';
import { hits, withNeighbours } from './shown.ts';

/** More do not fit on one sheet of paper in letters that can be read: then each team gets a drawing of its own. */
const ONE_SHEET = 40;

/** The drawing, and the same as a table, which also says whom to call. */
export function PrintedMap({ map }: { map: SystemMap }) {
  const all = map.systems;
  if (all.length === 0) return null;
  return (
    <>
      <Section title="System map" className="print-part">
        <p className="small muted">Systems on the left depend on those to their right.</p>
        {all.length <= ONE_SHEET ? <Sheet systems={all} found={new Set(all.map(({ id }) => id))} /> : null}
        <SystemTable map={map} systems={all} />
      </Section>
      {all.length <= ONE_SHEET
        ? null
        : map.teams.map(({ id, name }) => {
            const found = hits(map, { team: id });
            if (found.size === 0) return null;
            return (
              <Section key={id} title={`Systems of ${name}`} className="print-part">
                <p className="small muted">Systems of other teams next to them are dashed.</p>
                <Sheet systems={withNeighbours(map, found)} found={found} />
              </Section>
            );
          })}
    </>
  );
}

const Sheet = (props: { systems: readonly SystemNow[]; found: ReadonlySet<string> }) => (
  <div className="print-drawing">
    <Drawing {...props} selected={undefined} fit />
  </div>
);
