import { TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { systemsQuery, teamsQuery } from '../directory/api.ts';
import { type SeverityId, severityIds } from '../ui/Badges.tsx';
import { CommandForm } from '../ui/Sheet.tsx';
import { idOf } from '../ui/slug.ts';
import { PickList } from '../ui/Tick.tsx';
import { tell } from '../ui/Toasts.tsx';
import { eventsQuery, type Webhook, webhookCommands, webhooksQuery } from './api.ts';

/** An id that nobody has: to save under one that is taken would replace it. */
function freeId(name: string, taken: readonly string[]): string {
  const id = idOf(name, 'webhook').slice(0, 50);
  const free = (n: number): string => {
    const tried = n === 1 ? id : `${id}-${n}`;
    return taken.includes(tried) ? free(n + 1) : tried;
  };
  return free(1);
}

/** Adds a webhook or changes one. */
export function WebhookForm({
  webhook,
  taken = [],
  onClose,
  onSaved,
}: {
  webhook: Webhook | null;
  taken?: readonly string[];
  onClose: () => void;
  onSaved?: (id: string) => void;
}) {
  const queries = useQueryClient();
  const [name, setName] = useState(webhook?.name ?? '');
  const [url, setUrl] = useState(webhook?.url ?? '');
  const [filter, setFilter] = useState<Filter>({
    events: webhook?.events ?? [],
    severities: webhook?.severities ?? [],
    teams: webhook?.teams.map(({ id }) => id) ?? [],
    systems: webhook?.systems.map(({ id }) => id) ?? [],
  });
  const [id] = useState(() => webhook?.id);
  const save = async () => {
    const to = id ?? freeId(name, taken);
    await webhookCommands.save(to, { name: name.trim(), url: url.trim(), ...filter });
    await queries.invalidateQueries({ queryKey: webhooksQuery.queryKey });
    tell(webhook ? 'Saved.' : `${name.trim()} added.`);
    onClose();
    onSaved?.(to);
  };
  return (
    <CommandForm submit={webhook ? 'Save' : 'Add webhook'} run={save} onCancel={onClose}>
      {(errors) => (
        <>
          <TextInput
            label="Name"
            required
            withAsterisk={false}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            error={errors.name}
          />
          <TextInput
            label="URL"
            description="Receives signed POST requests. Hosts in private networks must be in ALLOWED_HOSTS."
            type="url"
            required
            withAsterisk={false}
            placeholder="https://hooks.example.com/tocsin"
            value={url}
            onChange={(event) => setUrl(event.currentTarget.value)}
            error={errors.url}
          />
          <Filters value={filter} onChange={setFilter} />
        </>
      )}
    </CommandForm>
  );
}

interface Filter {
  events: string[];
  severities: SeverityId[];
  teams: string[];
  systems: string[];
}

const GROUPS: Readonly<Record<string, string>> = {
  incident: 'incidents',
  page: 'pages',
  escalation: 'escalation',
  message: 'messages',
  update: 'updates',
  status_page: 'the status page',
  report: 'user reports',
  investigation: 'the investigation',
  runbook: 'runbooks',
  task: 'tasks',
  resolution: 'the resolution',
  review: 'reviews',
  action: 'action items',
};

function Filters({ value, onChange }: { value: Filter; onChange: (value: Filter) => void }) {
  const events = useQuery(eventsQuery);
  const teams = useQuery(teamsQuery);
  const systems = useQuery(systemsQuery);
  const types = events.data?.items ?? [];
  const groups = [...new Set(types.map(({ type }) => type.split('.')[0] ?? type))];
  const named = (items: readonly { id: string; name: string }[]) =>
    items.map((item) => ({ id: item.id, label: item.name }));
  return (
    <>
      <PickList
        legend="Events"
        about="None selected: all events."
        choices={[
          ...groups.map((group) => ({
            id: `${group}.*`,
            label: `Everything about ${GROUPS[group] ?? group}`,
            hint: `${group}.*`,
          })),
          ...types.map(({ type, when }) => ({ id: type, label: when, hint: type })),
        ]}
        picked={value.events}
        onChange={(picked) => onChange({ ...value, events: picked })}
      />
      <PickList
        legend="Severities"
        about="None selected: all severities."
        choices={severityIds.map((id) => ({ id, label: id }))}
        picked={value.severities}
        onChange={(picked) =>
          onChange({ ...value, severities: severityIds.filter((id) => picked.includes(id)) })
        }
      />
      <PickList
        legend="Teams"
        about="None selected: all teams."
        choices={named(teams.data?.items ?? [])}
        picked={value.teams}
        onChange={(picked) => onChange({ ...value, teams: picked })}
        empty="No teams yet."
      />
      <PickList
        legend="Systems"
        about="None selected: all systems."
        choices={named(systems.data?.items ?? [])}
        picked={value.systems}
        onChange={(picked) => onChange({ ...value, systems: picked })}
        empty="No systems yet."
      />
    </>
  );
}
