import { ActionIcon, Button, NativeSelect, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { FileNote } from '../ui/FileNote.tsx';
import { Icon } from '../ui/Icon.tsx';
import { CommandForm } from '../ui/Sheet.tsx';
import { tell } from '../ui/Toasts.tsx';
import { type System, systemCommands } from './api.ts';
import './systems.css';

type Link = System['links'][number];

const kinds: ReadonlyArray<{ value: Link['kind']; label: string }> = [
  { value: 'dashboard', label: 'Dashboard' },
  { value: 'logs', label: 'Logs' },
  { value: 'runbook', label: 'Runbook' },
  { value: 'code', label: 'Code' },
  { value: 'other', label: 'Other' },
];

/** The links that stand beside every incident of a system. */
export function LinksForm({ system, onClose }: { system: System; onClose: () => void }) {
  const queries = useQueryClient();
  const [links, setLinks] = useState<Link[]>(system.links.length > 0 ? [...system.links] : [blank()]);
  const set = (at: number, change: Partial<Link>) =>
    setLinks(links.map((link, i) => (i === at ? { ...link, ...change } : link)));
  return (
    <CommandForm
      submit="Save links"
      run={async () => {
        await systemCommands.update(system.id, {
          links: links.map((link) => ({ ...link, label: link.label.trim(), url: link.url.trim() })),
        });
        await queries.invalidateQueries({ queryKey: ['directory'] });
      }}
      onDone={() => {
        tell('Saved. Shown on every incident of this system.');
        onClose();
      }}
      onCancel={onClose}
    >
      {(errors) => (
        <>
          <ol className="stack">
            {links.map((link, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a link being typed has no identity but its place
              <li key={at} className="link-edit">
                <TextInput
                  label={`Link ${at + 1}`}
                  placeholder="Checkout overview"
                  required
                  withAsterisk={false}
                  value={link.label}
                  onChange={(event) => set(at, { label: event.currentTarget.value })}
                  error={errors[`links.${at}.label`]}
                />
                <NativeSelect
                  label="Kind"
                  aria-label={`Type of link ${at + 1}`}
                  data={kinds.map((kind) => ({ ...kind }))}
                  value={link.kind}
                  onChange={(event) => set(at, { kind: event.currentTarget.value as Link['kind'] })}
                />
                <TextInput
                  className="link-url"
                  type="url"
                  aria-label={`Address of link ${at + 1}`}
                  placeholder="https://"
                  required
                  value={link.url}
                  onChange={(event) => set(at, { url: event.currentTarget.value })}
                  error={errors[`links.${at}.url`]}
                />
                <ActionIcon
                  aria-label={`Remove link ${at + 1}`}
                  onClick={() => setLinks(links.filter((_, i) => i !== at))}
                >
                  <Icon name="close" size={16} />
                </ActionIcon>
              </li>
            ))}
          </ol>
          <div>
            <Button size="xs" onClick={() => setLinks([...links, blank()])}>
              Add link
            </Button>
          </div>
          <p className="small muted">
            Addresses may contain <code>{'{from}'}</code> and <code>{'{to}'}</code> (milliseconds; also{' '}
            <code>{'{from_s}'}</code> and <code>{'{from_iso}'}</code>), <code>{'{system}'}</code>,{' '}
            <code>{'{incident}'}</code> and labels of alerts, such as <code>{'{label.region}'}</code>. They
            are filled in on each incident.
          </p>
          <FileNote section="systems" />
        </>
      )}
    </CommandForm>
  );
}

const blank = (): Link => ({ label: '', url: '', kind: 'dashboard' });
