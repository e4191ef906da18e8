import { Button, NativeSelect } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useMay } from '../identity/may.ts';
import { StateBadge } from '../ui/Badges.tsx';
import { Loaded, Section } from '../ui/Page.tsx';
import { CommandForm, Confirm, Sheet } from '../ui/Sheet.tsx';
import { tell } from '../ui/Toasts.tsx';
import { type Channel, type ChannelRule, channelRuleCommands, channelRulesQuery } from './api.ts';
import { type Which, WhichIncidents } from './WhichIncidents.tsx';
import { capital, whichIncidents } from './words.ts';

const ARCHIVE = {
  reviewed: 'After the review',
  closed: 'When the incident is closed',
  never: 'Never',
} as const;
type Archive = keyof typeof ARCHIVE;

/** For which incidents a channel of their own is opened in a chat. */
export function IncidentChannels({ channels }: { channels: readonly Channel[] }) {
  const rules = useQuery(channelRulesQuery);
  const queries = useQueryClient();
  const mayWrite = useMay('directory:write');
  const [editing, setEditing] = useState<ChannelRule | 'new' | null>(null);
  const [removing, setRemoving] = useState<ChannelRule | null>(null);
  const able = channels.filter(({ room }) => room?.makes === true);
  return (
    <Section
      title="Incident channels"
      aside={
        mayWrite ? (
          <Button size="xs" onClick={() => setEditing('new')}>
            Add rule
          </Button>
        ) : null
      }
    >
      <Loaded query={rules} lines={2}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="card card-pad muted">
              No rules yet. A rule gives incidents a channel of their own, for example each P1 and P2.
              Participants are invited, and the card is pinned and kept up to date. Restricted incidents get a
              private channel.
            </p>
          ) : (
            <ul className="card list">
              {items.map((rule) => (
                <RuleLine
                  key={rule.id}
                  rule={rule}
                  mayWrite={mayWrite}
                  onEdit={() => setEditing(rule)}
                  onRemove={() => setRemoving(rule)}
                />
              ))}
            </ul>
          )
        }
      </Loaded>
      <Sheet
        title={editing === 'new' ? 'Add rule' : 'Edit rule'}
        open={editing !== null}
        onClose={() => setEditing(null)}
      >
        {editing === null ? null : (
          <RuleForm
            rule={editing === 'new' ? null : editing}
            channels={able}
            onClose={() => setEditing(null)}
          />
        )}
      </Sheet>
      <Confirm
        title="Remove this rule?"
        action="Remove"
        open={removing !== null}
        onClose={() => setRemoving(null)}
        run={async () => {
          if (removing) await channelRuleCommands.remove(removing.id);
          await queries.invalidateQueries({ queryKey: channelRulesQuery.queryKey });
        }}
      >
        No more channels are opened by it. Those that are open stay and are kept up to date.
      </Confirm>
    </Section>
  );
}

function RuleLine(props: { rule: ChannelRule; mayWrite: boolean; onEdit: () => void; onRemove: () => void }) {
  const { rule } = props;
  const name = `${capital(rule.channelLabel)}, ${rule.severities.join(', ')}`;
  return (
    <li className="list-row">
      <span className="grow">
        <strong>{capital(rule.channelLabel)}</strong>
        <span className="small muted sub">
          {whichIncidents(rule)} Archived: {ARCHIVE[rule.archive].toLowerCase()}.
        </span>
        {rule.trouble ? <span className="small sub breaks">{rule.trouble}</span> : null}
      </span>
      {rule.trouble ? <StateBadge tone="bad">Failing</StateBadge> : null}
      {props.mayWrite ? (
        <>
          <Button size="xs" aria-label={`Edit ${name}`} onClick={props.onEdit}>
            Edit
          </Button>
          <Button size="xs" aria-label={`Remove ${name}`} onClick={props.onRemove}>
            Remove
          </Button>
        </>
      ) : null}
    </li>
  );
}

function RuleForm(props: { rule: ChannelRule | null; channels: readonly Channel[]; onClose: () => void }) {
  const { rule, channels, onClose } = props;
  const queries = useQueryClient();
  const [chosen, setChosen] = useState(rule?.channel ?? null);
  const channel =
    channels.find(({ kind }) => kind === chosen) ??
    channels.find(({ missing }) => missing === null) ??
    channels[0];
  const [which, setWhich] = useState<Which>({
    severities: rule?.severities ?? ['P1', 'P2'],
    teams: rule?.teams.map(({ id }) => id) ?? [],
  });
  const [archive, setArchive] = useState<Archive>(rule?.archive ?? 'reviewed');
  const run = async () => {
    const body = { ...which, archive, channel: channel?.kind ?? '' };
    await (rule ? channelRuleCommands.change(rule.id, body) : channelRuleCommands.add(body));
    await queries.invalidateQueries({ queryKey: channelRulesQuery.queryKey });
  };
  return (
    <CommandForm
      submit={rule ? 'Save' : 'Add rule'}
      run={run}
      onDone={() => {
        tell(rule ? 'Rule saved.' : 'Rule added. The next such incident gets a channel.');
        onClose();
      }}
      onCancel={onClose}
    >
      {(errors) => (
        <>
          <NativeSelect
            label="Chat"
            data={channels.map(({ kind, label }) => ({ value: kind, label: capital(label) }))}
            value={channel?.kind ?? ''}
            onChange={(event) => setChosen(event.currentTarget.value)}
            error={errors.channel ?? channel?.missing}
          />
          <WhichIncidents value={which} onChange={setWhich} error={errors.severities} />
          <NativeSelect
            label="Archive the channel"
            description="After the review, or when the incident is closed if it needs none."
            data={Object.entries(ARCHIVE).map(([value, label]) => ({ value, label }))}
            value={archive}
            onChange={(event) => setArchive(event.currentTarget.value as Archive)}
          />
        </>
      )}
    </CommandForm>
  );
}
