import { NativeSelect, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { PasswordField } from '../ui/PasswordField.tsx';
import { CommandForm } from '../ui/Sheet.tsx';
import { idOf } from '../ui/slug.ts';
import { Tick } from '../ui/Tick.tsx';
import { tell } from '../ui/Toasts.tsx';
import { type Tracker, trackerCommands } from './trackers-api.ts';

interface Words {
  readonly name: string;
  readonly url: string;
  readonly project: string;
  readonly hint: string;
  readonly token: string;
}

/** How each vendor names what is asked for. */
export const TRACKERS: Record<Tracker['kind'], Words> = {
  jira_cloud: {
    ...{
      name: 'Jira Cloud',
      url: 'https://example.atlassian.net',
      project: 'Project key',
      hint: 'Such as PROJ.',
    },
    token: 'API token',
  },
  jira_server: {
    ...{
      name: 'Jira Data Center',
      url: 'https://jira.example.com',
      project: 'Project key',
      hint: 'Such as PROJ.',
    },
    token: 'Personal access token',
  },
  github: {
    ...{ name: 'GitHub', url: 'https://github.com', project: 'Repository', hint: 'owner/repository' },
    token: 'Personal access token (Issues: read and write)',
  },
  gitlab: {
    ...{
      name: 'GitLab',
      url: 'https://gitlab.com',
      project: 'Project',
      hint: 'group/project, or its number.',
    },
    token: 'Project access token (api)',
  },
};
const KINDS = Object.keys(TRACKERS) as Tracker['kind'][];
const KEPT = 'Leave empty to keep the stored one.';
const NEW = 'Stored encrypted, and never shown again.';

/** Adds a tracker or changes one. It is tested when it is saved. */
export function TrackerForm({ tracker, onClose }: { tracker: Tracker | null; onClose: () => void }) {
  const queries = useQueryClient();
  const [kind, setKind] = useState<Tracker['kind']>(tracker?.kind ?? 'jira_cloud');
  const [fields, setFields] = useState({
    ...{ name: tracker?.name ?? '', url: tracker?.url ?? '', project: tracker?.project ?? '' },
    ...{
      username: tracker?.username ?? '',
      issueType: tracker?.issueType ?? '',
      secret: '',
      webhookSecret: '',
    },
  });
  const [automatic, setAutomatic] = useState(tracker?.automatic ?? false);
  const words = TRACKERS[kind];
  const jira = kind.startsWith('jira');
  const run = async () => {
    const { secret, webhookSecret, ...rest } = fields;
    await trackerCommands.save(tracker?.id ?? idOf(fields.name, 'tracker'), {
      ...{
        ...rest,
        kind,
        automatic,
        isNew: tracker === null,
        username: rest.username || null,
        issueType: rest.issueType || null,
      },
      ...(secret === '' ? {} : { secret }),
      ...(webhookSecret === '' ? {} : { webhookSecret }),
    });
    await queries.invalidateQueries({ queryKey: ['trackers'] });
  };
  return (
    <CommandForm
      submit="Test and save"
      run={run}
      onDone={() => {
        tell('Saved. The tracker works.');
        onClose();
      }}
      onCancel={onClose}
    >
      {(errors) => {
        const field = (name: keyof typeof fields) => ({
          value: fields[name],
          onChange: (event: { currentTarget: { value: string } }) =>
            setFields({ ...fields, [name]: event.currentTarget.value }),
          error: errors[name],
        });
        return (
          <>
            {tracker === null ? (
              <NativeSelect
                label="Kind"
                value={kind}
                data={KINDS.map((each) => ({ value: each, label: TRACKERS[each].name }))}
                onChange={(event) => setKind(event.currentTarget.value as Tracker['kind'])}
              />
            ) : null}
            <TextInput label="Name" placeholder={words.name} {...field('name')} />
            <TextInput
              label="URL"
              description="Where people open it. Hosts in private networks must be in ALLOWED_HOSTS."
              type="url"
              placeholder={words.url}
              {...field('url')}
            />
            <TextInput label={words.project} description={words.hint} {...field('project')} />
            {jira ? (
              <TextInput label="Issue type (optional)" description="Default: Task" {...field('issueType')} />
            ) : null}
            {kind === 'jira_cloud' ? (
              <TextInput label="E-mail address of the account" autoComplete="off" {...field('username')} />
            ) : null}
            <PasswordField
              label={words.token}
              description={tracker === null ? NEW : KEPT}
              autoComplete="off"
              {...field('secret')}
            />
            <PasswordField
              label="Webhook secret (optional)"
              description={
                tracker?.hasWebhookSecret ? KEPT : 'Without a webhook, issues are checked every 5 minutes.'
              }
              autoComplete="off"
              {...field('webhookSecret')}
            />
            <WebhookUrl tracker={tracker} />
            <Tick
              label="Create an issue for each new action"
              hint="Not for restricted incidents and drills."
              checked={automatic}
              onChange={setAutomatic}
            />
          </>
        );
      }}
    </CommandForm>
  );
}

const WebhookUrl = ({ tracker }: { tracker: Tracker | null }) =>
  tracker === null ? null : (
    <p className="small muted breaks">
      Webhook for issue events: <code>{tracker.webhookUrl}</code>
    </p>
  );
