import { Section } from '../ui/Page.tsx';
import type { Overview } from './api.ts';
import { Known } from './KeyMetrics.tsx';
import { type Asked, MEASURE_IDS } from './search.ts';
import { TableCard } from './TableCard.tsx';
import { MEASURES, spanText } from './words.ts';

/** Every measure with its spread: a mean alone hides the worst. */
export function Times({ overview: { measures }, search }: { overview: Overview; search: Asked }) {
  return (
    <Section title="Times">
      <TableCard label="Times: mean, median and spread">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Measure</th>
              <th scope="col" className="num">
                Mean
              </th>
              <th scope="col" className="num">
                Median
              </th>
              <th scope="col" className="num">
                90th percentile
              </th>
              <th scope="col">Recorded</th>
            </tr>
          </thead>
          <tbody>
            {MEASURE_IDS.map((id) => (
              <tr key={id}>
                <th scope="row">{MEASURES[id]}</th>
                <td className="num">{spanText(measures[id].mean)}</td>
                <td className="num">{spanText(measures[id].median)}</td>
                <td className="num">{spanText(measures[id].p90)}</td>
                <td>
                  <Known measure={id} stats={measures[id]} search={search} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableCard>
    </Section>
  );
}
