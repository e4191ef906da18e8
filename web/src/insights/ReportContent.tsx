import { Link } from '@tanstack/react-router';
import { Facts, Section } from '../ui/Page.tsx';
import type { Content } from './api.ts';
import { LineChart, StackedChart } from './Chart.tsx';
import { TableCard } from './TableCard.tsx';
import { plural } from './words.ts';
import './insights.css';

/** What a report says: words, charts with their tables, and rows that lead to their incidents. */
export function ReportContent({ content }: { content: Content }) {
  return (
    <div className="in-report">
      <p className="in-headline">{content.headline}</p>
      {content.sections.map((section) => (
        <ReportSection key={section.id} section={section} />
      ))}
      <p className="in-notes">Restricted incidents are not in reports.</p>
    </div>
  );
}

function ReportSection({ section }: { section: Content['sections'][number] }) {
  const { title, text, facts, chart, table, more } = section;
  const Chart = chart?.kind === 'line' ? LineChart : StackedChart;
  return (
    <Section title={title}>
      {text === null ? null : <p>{text}</p>}
      {facts.length === 0 ? null : (
        <div className="card">
          <Facts
            items={facts.map(({ label, value, change }) => [
              label,
              change === null ? (
                value
              ) : (
                <>
                  {value} <span className="muted small">· {change}</span>
                </>
              ),
            ])}
          />
        </div>
      )}
      {chart === null ? null : (
        <div className="card">
          <Chart label={title} labels={chart.labels} series={chart.series} unit={chart.unit} />
        </div>
      )}
      {table === null || table.rows.length === 0 ? null : (
        <TableCard label={`${title}: table`}>
          <table className="table">
            <thead>
              <tr>
                {table.heads.map((head) => (
                  <th key={head} scope="col">
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {table.rows.map(({ incident, cells }) => (
                <tr key={cells.join(' ')}>
                  {table.heads.map((head, at) =>
                    at > 0 ? (
                      <td key={head}>{cells[at]}</td>
                    ) : (
                      <th key={head} scope="row">
                        {incident === null ? (
                          cells[at]
                        ) : (
                          <Link to="/incidents/$ref" params={{ ref: incident }}>
                            {cells[at]}
                          </Link>
                        )}
                      </th>
                    ),
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </TableCard>
      )}
      {more > 0 ? <p className="small muted">and {plural(more, 'more row')}</p> : null}
    </Section>
  );
}
