import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useLayoutEffect, useRef, useState } from 'react';
import { systemsQuery } from '../directory/api.ts';
import { askForForm } from '../ui/asked.ts';
import { Secret } from '../ui/Copy.tsx';
import { CommandForm, scrollToTop } from '../ui/Sheet.tsx';
import { Tick } from '../ui/Tick.tsx';
import { type IntegrationKind, type IntegrationWithKey, integrationCommands } from './api.ts';
import { SetupTexts } from './SetupTexts.tsx';
import { kindHints, kindNames } from './setup-texts.ts';

const kinds = Object.keys(kindNames) as IntegrationKind[];

/** Makes an integration, then shows its key this once with what to paste where. */
export function NewIntegration({ onClose }: { onClose: () => void }) {
  const queries = useQueryClient();
  const systems = useQuery(systemsQuery);
  const [kind, setKind] = useState<IntegrationKind>('alertmanager');
  const [name, setName] = useState('');
  const [system, setSystem] = useState('');
  const [made, setMade] = useState<IntegrationWithKey | null>(null);
  if (made) return <KeyOnce made={made} onClose={onClose} />;
  const run = async () => {
    setMade(await integrationCommands.create({ kind, name: name.trim(), systemId: system || null }));
    await queries.invalidateQueries({ queryKey: ['integration'] });
  };
  return (
    <CommandForm submit="Create key" run={run} onCancel={onClose}>
      {(errors) => (
        <>
          <fieldset className="stack-s">
            <legend>Alert source</legend>
            {kinds.map((each) => (
              <Tick
                key={each}
                type="radio"
                name="kind"
                boxed
                label={kindNames[each]}
                hint={kindHints[each]}
                checked={kind === each}
                onChange={() => setKind(each)}
              />
            ))}
          </fieldset>
          <TextInput
            label="Name"
            placeholder="Prometheus, production"
            required
            withAsterisk={false}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            error={errors.name}
          />
          <NativeSelect
            label="Alerts belong to"
            data={[
              { value: '', label: 'the system that their labels match' },
              ...(systems.data?.items ?? []).map((each) => ({ value: each.id, label: each.name })),
            ]}
            value={system}
            onChange={(event) => setSystem(event.currentTarget.value)}
            error={errors.systemId}
          />
        </>
      )}
    </CommandForm>
  );
}

/** A key that was just made: the only time it is shown. */
export function KeyOnce({ made, onClose }: { made: IntegrationWithKey; onClose: () => void }) {
  const navigate = useNavigate();
  const top = useRef<HTMLDivElement>(null);
  // The form before was scrolled to its end, and the key would be above what is seen.
  useLayoutEffect(() => scrollToTop(top.current), []);
  return (
    <div ref={top} className="stack-l">
      <Secret value={made.key}>
        Copy the key now: you won’t be able to see it again. The snippets below already include it.
      </Secret>
      <SetupTexts kind={made.kind} url={made.url} keyText={made.key} />
      <div className="form-foot form-actions">
        <Button
          variant="filled"
          onClick={() => {
            onClose();
            askForForm(`test-${made.id}`);
            void navigate({ to: '/integrations/$id', params: { id: made.id } });
          }}
        >
          Continue to test
        </Button>
      </div>
    </div>
  );
}
