import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useMay } from '../identity/may.ts';
import { EmptyState, Facts, Loaded, PageHeader } from '../ui/Page.tsx';
import { PasswordField } from '../ui/PasswordField.tsx';
import { CommandForm, Confirm, Sheet } from '../ui/Sheet.tsx';
import { tell } from '../ui/Toasts.tsx';
import { type Wiki, wikiCommands, wikiQuery } from './wiki-api.ts';

const KINDS: Record<Wiki['kind'], { name: string; url: string; token: string }> = {
  confluence_cloud: { name: 'Confluence Cloud', url: 'https://example.atlassian.net', token: 'API token' },
  confluence_server: {
    ...{ name: 'Confluence Data Center', url: 'https://wiki.example.com' },
    token: 'Personal access token',
  },
};

/** Where published reports become pages. */
export function WikiPage() {
  const wiki = useQuery(wikiQuery);
  const queries = useQueryClient();
  const may = useMay('integrations:write');
  const [open, setOpen] = useState<'edit' | 'remove' | null>(null);
  const close = () => setOpen(null);
  return (
    <div className="page">
      <PageHeader
        title="Confluence"
        lead="Published reports as pages. Those of restricted incidents stay here."
      />
      <Loaded query={wiki}>
        {({ wiki: connected }) => (
          <>
            {connected === null ? (
              <EmptyState
                title="Not connected"
                action={
                  may ? (
                    <Button variant="filled" onClick={() => setOpen('edit')}>
                      Connect Confluence
                    </Button>
                  ) : null
                }
              >
                Connect a space to publish reports there, from each review.
              </EmptyState>
            ) : (
              <div className="card card-pad">
                <Facts
                  items={[
                    ['Kind', KINDS[connected.kind].name],
                    ['URL', connected.url],
                    ['Space', connected.space],
                    ['Parent page', connected.parentId ?? 'None: at the top of the space'],
                    ['Reports there', String(connected.pages)],
                  ]}
                />
                {may ? (
                  <div className="row rev-acts">
                    <Button size="xs" onClick={() => setOpen('edit')}>
                      Edit
                    </Button>
                    <Button size="xs" onClick={() => setOpen('remove')}>
                      Disconnect
                    </Button>
                  </div>
                ) : null}
              </div>
            )}
            <Sheet title="Confluence" open={open === 'edit'} onClose={close}>
              <WikiForm wiki={connected} onClose={close} />
            </Sheet>
            <Confirm
              title="Disconnect Confluence"
              open={open === 'remove'}
              onClose={close}
              action="Disconnect"
              run={async () => {
                await wikiCommands.remove();
                await queries.invalidateQueries();
                tell('Confluence disconnected.');
              }}
            >
              Its token is deleted. Pages stay where they are, and are not updated any more.
            </Confirm>
          </>
        )}
      </Loaded>
    </div>
  );
}

/** Connects Confluence or changes the connection. It is tested when it is saved. */
function WikiForm({ wiki, onClose }: { wiki: Wiki | null; onClose: () => void }) {
  const queries = useQueryClient();
  const [kind, setKind] = useState<Wiki['kind']>(wiki?.kind ?? 'confluence_cloud');
  const [fields, setFields] = useState({
    ...{ url: wiki?.url ?? '', space: wiki?.space ?? '', parentId: wiki?.parentId ?? '' },
    ...{ username: wiki?.username ?? '', secret: '' },
  });
  const run = async () => {
    const { secret, parentId, username, ...rest } = fields;
    await wikiCommands.save({
      ...{ ...rest, kind, parentId: parentId || null, username: username || null },
      ...(secret === '' ? {} : { secret }),
    });
    await queries.invalidateQueries({ queryKey: ['wiki'] });
  };
  return (
    <CommandForm
      submit="Test and save"
      run={run}
      onDone={() => {
        tell('Saved. Confluence works.');
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
            <NativeSelect
              label="Kind"
              value={kind}
              data={(Object.keys(KINDS) as Wiki['kind'][]).map((value) => ({
                value,
                label: KINDS[value].name,
              }))}
              onChange={(event) => setKind(event.currentTarget.value as Wiki['kind'])}
            />
            <TextInput
              label="URL"
              description="Where people open it. Hosts in private networks must be in ALLOWED_HOSTS."
              type="url"
              placeholder={KINDS[kind].url}
              {...field('url')}
            />
            <TextInput label="Space key" description="Such as OPS." {...field('space')} />
            <TextInput
              label="Parent page (optional)"
              description="The number in its address. Reports are created below it."
              inputMode="numeric"
              {...field('parentId')}
            />
            {kind === 'confluence_cloud' ? (
              <TextInput label="E-mail address of the account" autoComplete="off" {...field('username')} />
            ) : null}
            <PasswordField
              label={KINDS[kind].token}
              description={
                wiki === null
                  ? 'Stored encrypted, and never shown again.'
                  : 'Leave empty to keep the stored one.'
              }
              autoComplete="off"
              {...field('secret')}
            />
          </>
        );
      }}
    </CommandForm>
  );
}
