import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { CommandForm } from '../ui/Sheet.tsx';
import { tell, tellFailure } from '../ui/Toasts.tsx';
import { type Level, type Phase, type PublicIncident, type StatusPage, statusCommands } from './api.ts';
import { LevelFields } from './LevelFields.tsx';
import { NotifyField } from './NotifyField.tsx';
import { incidentPhases, isOver, maintenancePhases, phaseWords } from './words.ts';
import './statuspage.css';

interface Draft {
  readonly phase: Phase;
  readonly title: string;
  readonly body: string;
  readonly levels: Readonly<Record<string, Level>>;
}

interface Props {
  page: StatusPage;
  /** An update is added to it; left out: a new public incident. */
  incident?: PublicIncident | undefined;
  /** The internal incident (INC-12) that a new one is about. */
  reference?: string | undefined;
  draft: Draft;
  onClose: () => void;
}

/** Words for the public: what is typed here is what is shown, and the preview is the page itself. */
export function PublishForm({ page, incident, reference, draft, onClose }: Props) {
  const queries = useQueryClient();
  const [title, setTitle] = useState(incident?.title ?? draft.title);
  const [phase, setPhase] = useState<Phase>(draft.phase);
  const [body, setBody] = useState(draft.body);
  const [workaround, setWorkaround] = useState('');
  const [levels, setLevels] = useState<Record<string, Level>>({ ...draft.levels });
  const [notify, setNotify] = useState<boolean | null>(null);
  const phases = incident?.kind === 'maintenance' ? maintenancePhases : incidentPhases;
  const said = {
    ...{ phase, body, workaround: workaround.trim() || null },
    levels: isOver(phase) ? {} : levels,
  };
  const run = async () => {
    if (notify === null) return;
    if (incident) await statusCommands.update(incident.id, { ...said, notify, revision: incident.revision });
    else
      await statusCommands.open(page.id, {
        ...{ ...said, title, notify, phase: phase as (typeof incidentPhases)[number] },
        ...(reference === undefined ? {} : { incident: reference }),
      });
    await queries.invalidateQueries({ queryKey: ['status'] });
    await queries.invalidateQueries({ queryKey: ['incident'] });
  };
  return (
    <CommandForm
      submit="Publish"
      disabled={notify === null}
      run={run}
      onDone={() => {
        tell('Published.');
        onClose();
      }}
      onCancel={onClose}
    >
      {(errors) => (
        <>
          {incident ? null : (
            <TextInput
              label="Public title"
              required
              withAsterisk={false}
              value={title}
              onChange={(event) => setTitle(event.currentTarget.value)}
              error={errors.title}
            />
          )}
          <NativeSelect
            label="Phase"
            data={phases.map((each) => ({ value: each, label: phaseWords[each] }))}
            value={phase}
            onChange={(event) => setPhase(event.currentTarget.value as Phase)}
            error={errors.phase}
          />
          <Textarea
            label="Update"
            description={`Customers read this, in ${languageNames.of(page.languages[0] ?? 'en')}.`}
            rows={5}
            required
            withAsterisk={false}
            value={body}
            onChange={(event) => setBody(event.currentTarget.value)}
            error={errors.body}
          />
          <Textarea
            label="Workaround"
            description="Optional: what customers can do meanwhile."
            rows={2}
            value={workaround}
            onChange={(event) => setWorkaround(event.currentTarget.value)}
            error={errors.workaround}
          />
          {isOver(phase) ? (
            <p className="small muted">All components of this incident will be operational again.</p>
          ) : (
            <LevelFields legend="Components" page={page} levels={levels} onChange={setLevels} />
          )}
          <Preview
            key={JSON.stringify([title, said])}
            load={async () => {
              const update = { ...said, title, notify: false };
              const about = incident ? { publicIncident: incident.id } : {};
              return (await statusCommands.preview(page.id, { ...about, update })).html;
            }}
          />
          <NotifyField value={notify} onChange={setNotify} />
        </>
      )}
    </CommandForm>
  );
}

const languageNames = new Intl.DisplayNames('en', { type: 'language' });

/** The page as it would be. Gone as soon as the words change, so that nobody publishes what they have not seen. */
function Preview({ load }: { load: () => Promise<string> }) {
  const [html, setHtml] = useState<string | null>(null);
  return html === null ? (
    <Button className="status-preview-button" onClick={() => void load().then(setHtml, tellFailure)}>
      Preview
    </Button>
  ) : (
    <iframe className="status-preview" title="Preview" sandbox="" srcDoc={html} />
  );
}
