import { Button, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { StateBadge } from '../ui/Badges.tsx';
import { Loaded, Section } from '../ui/Page.tsx';
import { PasswordField } from '../ui/PasswordField.tsx';
import { CommandForm, Confirm, Sheet } from '../ui/Sheet.tsx';
import { Tick } from '../ui/Tick.tsx';
import { tell } from '../ui/Toasts.tsx';
import { type Integration, type WriteBackSettings, writeBackCommands, writeBackQuery } from './api.ts';

/** Whether acknowledging silences the alerts in the Alertmanager that they came from (IMM-1). */
export function WriteBack({ integration, may }: { integration: Integration; may: boolean }) {
  const settings = useQuery(writeBackQuery(integration.id));
  const queries = useQueryClient();
  const [sheet, setSheet] = useState<'edit' | 'off' | null>(null);
  const close = () => setSheet(null);
  const { id, name } = integration;
  return (
    <Section title="Silence when acknowledged">
      <Loaded query={settings} lines={2}>
        {(data) => (
          <div className="card card-pad stack">
            {data.url === null ? (
              <p>
                <StateBadge tone="quiet">Off</StateBadge>
              </p>
            ) : (
              <p className="row">
                <StateBadge tone="ok">On</StateBadge>
                <code className="breaks">{data.url}</code>
              </p>
            )}
            <p className="small muted">
              While an incident is acknowledged, its alerts are silenced in Alertmanager, so that its other
              receivers stop repeating them. A silence matches all labels of one alert, ends with the
              acknowledgement, and within 5 minutes should Tocsin stop.
            </p>
            {may ? (
              <div className="row">
                <Button size="xs" onClick={() => setSheet('edit')}>
                  {data.url === null ? 'Turn on' : 'Edit'}
                </Button>
                {data.url === null ? null : (
                  <Button size="xs" onClick={() => setSheet('off')}>
                    Turn off
                  </Button>
                )}
              </div>
            ) : null}
            <Sheet title="Silence when acknowledged" open={sheet === 'edit'} onClose={close}>
              <Form id={id} settings={data} onClose={close} />
            </Sheet>
          </div>
        )}
      </Loaded>
      <Confirm
        title="Turn off silencing"
        open={sheet === 'off'}
        onClose={close}
        action="Turn off"
        run={async () => {
          await writeBackCommands.remove(id);
          await queries.invalidateQueries({ queryKey: ['integration', id] });
          tell('Silencing turned off.');
        }}
      >
        Acknowledging no longer silences alerts in {name}. Silences that exist end within 5 minutes.
      </Confirm>
    </Section>
  );
}

function Form({ id, settings, onClose }: { id: string; settings: WriteBackSettings; onClose: () => void }) {
  const queries = useQueryClient();
  const [url, setUrl] = useState(settings.url ?? '');
  const [authorization, setAuthorization] = useState('');
  const [none, setNone] = useState(false);
  const run = async () => {
    await writeBackCommands.save(id, {
      url: url.trim(),
      ...(none ? { authorization: null } : authorization === '' ? {} : { authorization }),
    });
    await queries.invalidateQueries({ queryKey: ['integration', id] });
    tell('Saved. Alertmanager answers.');
  };
  return (
    <CommandForm submit="Test and save" run={run} onDone={onClose} onCancel={onClose}>
      {(errors) => (
        <>
          <TextInput
            type="url"
            label="URL of Alertmanager"
            placeholder="https://alertmanager.example.com"
            required
            withAsterisk={false}
            value={url}
            onChange={(event) => setUrl(event.currentTarget.value)}
            error={errors.url}
          />
          <PasswordField
            label="Authorization header (optional)"
            description={
              settings.authorization
                ? 'Leave empty to keep the stored one.'
                : 'Such as Bearer and a token. Stored encrypted, and never shown again.'
            }
            autoComplete="off"
            disabled={none}
            value={authorization}
            onChange={(event) => setAuthorization(event.currentTarget.value)}
            error={errors.authorization}
          />
          {settings.authorization ? (
            <Tick label="Remove the stored header" checked={none} onChange={setNone} />
          ) : null}
        </>
      )}
    </CommandForm>
  );
}
