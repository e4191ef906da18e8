import { Button, Textarea, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useMay } from '../identity/may.ts';
import { Loaded, PageHeader, Section } from '../ui/Page.tsx';
import { CommandForm, Sheet } from '../ui/Sheet.tsx';
import { When } from '../ui/Time.tsx';
import { tell } from '../ui/Toasts.tsx';
import { type PublicIncident, publicIncidentQuery, statusCommands, statusPagesQuery } from './api.ts';
import { NotifyField } from './NotifyField.tsx';
import { PublishSheet } from './PublishSheet.tsx';
import { isOver, phaseWords } from './words.ts';
import './statuspage.css';

const route = getRouteApi('/app/status-page/$id');
type Update = PublicIncident['updates'][number];
type Open = { what: 'publish' | 'withdraw' } | { what: 'edit'; update: Update } | null;

/** One public incident with all that was published on it. */
export function PublicIncidentPage() {
  const { id } = route.useParams();
  const incident = useQuery(publicIncidentQuery(id));
  return (
    <div className="page">
      <Loaded query={incident} page="Public incident">
        {(data) => <Content incident={data} />}
      </Loaded>
    </div>
  );
}

function Content({ incident }: { incident: PublicIncident }) {
  const may = useMay('status:publish') && incident.withdrawnAt === null;
  const page = useQuery(statusPagesQuery).data?.items.find(({ id }) => id === incident.page);
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  return (
    <>
      <PageHeader
        title={incident.title}
        lead={
          <>
            {phaseWords[incident.phase]}
            {incident.withdrawnAt ? ', withdrawn' : ''}, since <When at={incident.startedAt} />.{' '}
            {incident.incident ? (
              <Link to="/incidents/$ref" params={{ ref: incident.incident.reference }}>
                {incident.incident.reference}
              </Link>
            ) : null}{' '}
            <a href={incident.url} target="_blank" rel="noreferrer">
              Open on the status page
            </a>
          </>
        }
        actions={
          may ? (
            <>
              <Button onClick={() => setOpen({ what: 'withdraw' })}>Withdraw</Button>
              <Button variant="filled" onClick={() => setOpen({ what: 'publish' })}>
                Publish update
              </Button>
            </>
          ) : null
        }
      />
      <Section title="Updates">
        <ul className="card list">
          {incident.updates.map((update) => (
            <li key={update.id} className="list-row">
              <span className="grow">
                <strong>{phaseWords[update.phase]}</strong>
                <span className="small muted sub">
                  <When at={update.at} />
                  {update.notify ? ', subscribers notified' : ''}
                  {update.editedAt ? ', edited' : ''}
                </span>
                <span className="breaks status-body" dir="auto">
                  {update.body}
                </span>
              </span>
              {may ? <Button onClick={() => setOpen({ what: 'edit', update })}>Edit</Button> : null}
            </li>
          ))}
        </ul>
      </Section>
      {open?.what === 'publish' && page ? (
        <PublishSheet
          title="Publish update"
          page={page}
          incident={incident}
          draft={{ phase: incident.phase, title: incident.title, body: '', levels: {} }}
          onClose={close}
        />
      ) : null}
      {open?.what === 'edit' ? (
        <Sheet title="Edit update" open onClose={close}>
          <EditForm incident={incident} update={open.update} onClose={close} />
        </Sheet>
      ) : null}
      {open?.what === 'withdraw' ? (
        <Sheet title="Withdraw" open onClose={close}>
          <WithdrawForm incident={incident} onClose={close} />
        </Sheet>
      ) : null}
    </>
  );
}

function EditForm(props: { incident: PublicIncident; update: Update; onClose: () => void }) {
  const { incident, update, onClose } = props;
  const queries = useQueryClient();
  const [body, setBody] = useState(update.body);
  const [notify, setNotify] = useState<boolean | null>(null);
  const run = async () => {
    if (notify === null) return;
    await statusCommands.edit(incident.id, update.id, { body, notify });
    await queries.invalidateQueries({ queryKey: ['status'] });
  };
  return (
    <CommandForm
      submit="Publish"
      disabled={notify === null}
      run={run}
      onDone={() => {
        tell('Update edited.');
        onClose();
      }}
      onCancel={onClose}
    >
      {(errors) => (
        <>
          <Textarea
            label="Update"
            description="Readers see that it was edited."
            rows={5}
            value={body}
            onChange={(event) => setBody(event.currentTarget.value)}
            error={errors.body}
          />
          <NotifyField value={notify} onChange={setNotify} />
        </>
      )}
    </CommandForm>
  );
}

function WithdrawForm({ incident, onClose }: { incident: PublicIncident; onClose: () => void }) {
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const run = async () => {
    await statusCommands.withdraw(incident.id, reason);
    await queries.invalidateQueries({ queryKey: ['status'] });
  };
  return (
    <CommandForm
      submit="Withdraw"
      run={run}
      onDone={() => {
        tell('Withdrawn.');
        onClose();
      }}
      onCancel={onClose}
    >
      {(errors) => (
        <>
          <p>
            It is taken off the page, out of the feeds and of uptime, as if it had never been there.
            {isOver(incident.phase) ? '' : ' Subscribers who were notified are not told.'}
          </p>
          <TextInput
            label="Reason"
            description="For the record."
            required
            withAsterisk={false}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            error={errors.reason}
          />
        </>
      )}
    </CommandForm>
  );
}
