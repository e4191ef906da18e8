import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useMay } from '../identity/may.ts';
import { publicOfIncidentQuery, statusPagesQuery } from '../statuspage/api.ts';
import { LaterSheet } from '../ui/LaterSheet.tsx';
import { part } from '../ui/later.tsx';
import { Section } from '../ui/Page.tsx';
import { Segments } from '../ui/Tick.tsx';
import { Time } from '../ui/Time.tsx';
import { tell, tellFailure } from '../ui/Toasts.tsx';
import { type Answer, type External, externalCommands, externalQuery } from './external-api.ts';
import { Downloads } from './ReportParts.tsx';

/** The report for readers outside: the names to be answered for, and the way out. */
export function ExternalReport({ reference, may }: { reference: string; may: boolean }) {
  const queries = useQueryClient();
  const data = useQuery(externalQuery(reference)).data;
  const [busy, setBusy] = useState(false);
  if (data === undefined) return null;
  const run = (work: () => Promise<External>, words?: string) => {
    setBusy(true);
    work()
      .then((after) => {
        queries.setQueryData(externalQuery(reference).queryKey, after);
        if (words !== undefined) tell(words);
      })
      .catch(tellFailure)
      .finally(() => setBusy(false));
  };
  const open = data.names.filter(({ answer }) => answer === null);
  const last = data.versions[0];
  return (
    <Section title="External report" className="card card-pad">
      <p className="small muted">
        For readers outside your organisation: people appear by role, and feedback collected before the review
        is left out. Check the names in what people typed.
      </p>
      {data.names.length === 0 ? null : (
        <Names
          names={data.names}
          may={may}
          busy={busy}
          answer={(ids, answer) => run(() => externalCommands.answer(reference, ids, answer))}
        />
      )}
      {last === undefined ? null : (
        <p className="small muted">
          Version {last.version} published <Time at={last.publishedAt} /> by {last.publishedBy}
          {last.signedOff.length === 0
            ? ''
            : ` · signed off by ${last.signedOff.map(({ name }) => name).join(', ')}`}
        </p>
      )}
      <div className="row rev-acts">
        {may ? (
          <Button
            size="xs"
            loading={busy}
            disabled={open.length > 0}
            onClick={() => run(() => externalCommands.publish(reference), 'External report published.')}
          >
            {last === undefined ? 'Publish external report' : 'Publish new external version'}
          </Button>
        ) : null}
        {may && last !== undefined ? (
          <Button
            size="xs"
            disabled={busy}
            onClick={() => run(() => externalCommands.signOff(reference, last.version), 'Signed off.')}
          >
            Sign off<span className="sr-only"> external report</span>
          </Button>
        ) : null}
        <Downloads
          path={`/api/v1/incidents/${reference}/report/external/export`}
          version={last === undefined ? 'draft' : 'latest'}
          what="external report"
        />
      </div>
      {data.publicText === null ? null : <ForStatusPage reference={reference} text={data.publicText} />}
    </Section>
  );
}

type SheetProps = Parameters<typeof import('../statuspage/PublishSheet.tsx')['PublishSheet']>[0];
const sheet = part<SheetProps>(async () => (await import('../statuspage/PublishSheet.tsx')).PublishSheet);

/** The external report in short, for customers: a draft that somebody edits, previews and publishes. */
function ForStatusPage({ reference, text }: { reference: string; text: string }) {
  const may = useMay('status:publish');
  const found = useQuery(publicOfIncidentQuery(reference)).data;
  const page = useQuery({ ...statusPagesQuery, enabled: Boolean(found?.page) }).data?.items[0];
  const [open, setOpen] = useState(false);
  if (!may || !found?.page || !page || found.refusal || !found.draft) return null;
  const shown = found.items.find(({ withdrawnAt }) => withdrawnAt === null);
  return (
    <>
      <div className="row rev-acts">
        <Button size="xs" onClick={() => setOpen(true)}>
          Draft for the status page
        </Button>
        <span className="small muted">
          {shown ? `A post-mortem of “${shown.title}”.` : 'Nothing is published about this incident yet.'}
        </span>
      </div>
      {open ? (
        <LaterSheet
          title="Post-mortem on the status page"
          part={sheet}
          props={{
            title: 'Post-mortem on the status page',
            ...{ page, incident: shown, reference },
            draft: { phase: 'resolved', title: found.draft.title, body: text, levels: {} },
            onClose: () => setOpen(false),
          }}
        />
      ) : null}
    </>
  );
}

const CHOICES: { id: Answer; label: string }[] = [
  { id: 'role', label: 'Use role' },
  { id: 'keep', label: 'No person' },
  { id: 'omit', label: 'Leave out' },
];

function Names(props: {
  names: External['names'];
  may: boolean;
  busy: boolean;
  answer: (ids: string[], answer: Answer) => void;
}) {
  const { names, may, busy, answer } = props;
  const open = names.filter((each) => each.answer === null).map(({ id }) => id);
  return (
    <>
      <ul className="ext-names">
        {names.map(({ id, name, role, text, answer: given }) => (
          <li key={id}>
            <p className="breaks" dir="auto">
              <strong>{name}</strong> <span className="muted">({role})</span> in: {around(text, name)}
            </p>
            {may ? (
              <Segments<Answer | ''>
                label={`${name} in ${text.slice(0, 60)}`}
                options={CHOICES}
                value={given ?? ''}
                busy={busy}
                onChange={(chosen) => (chosen === '' ? undefined : answer([id], chosen))}
              />
            ) : null}
          </li>
        ))}
      </ul>
      {may && open.length > 1 ? (
        <Button size="xs" loading={busy} onClick={() => answer(open, 'role')}>
          Use the role in all {open.length} left
        </Button>
      ) : null}
    </>
  );
}

const AROUND = 90;

/** The words around a name. */
function around(text: string, name: string): string {
  const at = text.indexOf(name);
  const from = Math.max(0, at - AROUND);
  const to = at + name.length + AROUND;
  return `${from > 0 ? '…' : ''}${text.slice(from, to)}${to < text.length ? '…' : ''}`;
}
