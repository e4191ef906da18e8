import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { StateBadge } from '../ui/Badges.tsx';
import { CodeBlock } from '../ui/Copy.tsx';
import { Facts, Loaded } from '../ui/Page.tsx';
import { Sheet } from '../ui/Sheet.tsx';
import { Time } from '../ui/Time.tsx';
import { evidenceQuery, type OneEvidence, type Signals } from './api.ts';
import { ValueTable } from './Chart.tsx';
import { readEvidence } from './evidence.ts';
import { LogLines } from './LogLines.tsx';

type Item = Signals['evidence'][number];

/** What was pinned; each opens as it was kept. */
export function EvidenceList({ reference, evidence }: { reference: string; evidence: readonly Item[] }) {
  const [open, setOpen] = useState<Item | null>(null);
  if (evidence.length === 0) return null;
  return (
    <div>
      <h3 className="small">Evidence</h3>
      <ul className="stack-s">
        {evidence.map((item) => (
          <li key={item.id} className="small">
            <button type="button" className="plain breaks" onClick={() => setOpen(item)}>
              {item.title}
            </button>{' '}
            ({item.found})
            <span className="muted sub">
              <Time at={item.at} />
              {item.by ? `, ${item.by}` : ''} · SHA-256{' '}
              <code title={item.sha256}>{item.sha256.slice(0, 12)}…</code>
            </span>
            {item.note ? <span className="sub breaks">{item.note}</span> : null}
          </li>
        ))}
      </ul>
      <Sheet title={open?.title ?? 'Evidence'} open={open !== null} onClose={() => setOpen(null)} wide>
        {open === null ? null : <Opened reference={reference} id={open.id} />}
      </Sheet>
    </div>
  );
}

function Opened({ reference, id }: { reference: string; id: string }) {
  const evidence = useQuery(evidenceQuery(reference, id));
  return <Loaded query={evidence}>{(found) => <Content evidence={found} />}</Loaded>;
}

function Content({ evidence }: { evidence: OneEvidence }) {
  const { title, found, content, intact } = evidence;
  const read = readEvidence(content);
  const hash = <code className="breaks">{evidence.sha256}</code>;
  const query = <code className="breaks">{read?.query}</code>;
  return (
    <div className="stack">
      <div className="row">
        <StateBadge tone={intact ? 'ok' : 'bad'}>{intact ? 'Intact' : 'Altered'}</StateBadge>
        <span className="small">
          {intact
            ? 'The content matches the SHA-256 on the record.'
            : 'The content does not match the SHA-256 on the record: it was changed after it was pinned.'}
        </span>
      </div>
      <Facts
        items={[
          ['Found', found],
          [
            'Time',
            <>
              <Time at={evidence.from} /> to <Time at={evidence.to} />
            </>,
          ],
          [
            'Pinned',
            <>
              <Time at={evidence.at} />
              {evidence.by ? `, ${evidence.by}` : ''}
            </>,
          ],
          ...(evidence.note ? [['Note', evidence.note] as const] : []),
          ...(read?.query ? [['Query', query] as const] : []),
          ['SHA-256', hash],
        ]}
      />
      {read && read.lines.length > 0 ? <LogLines lines={read.lines} /> : null}
      {read && read.series.length > 0 ? (
        <ValueTable result={{ series: read.series, unit: read.unit, name: title }} />
      ) : null}
      <details className="logs">
        <summary className="small">Content as it was kept</summary>
        <CodeBlock label="Content as it was kept" text={content} />
      </details>
    </div>
  );
}
