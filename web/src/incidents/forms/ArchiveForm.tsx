import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { CodeBlock } from '../../ui/Copy.tsx';
import { CommandForm } from '../../ui/Sheet.tsx';
import { exportArchive } from '../api.ts';
import type { FormProps } from '../sheets.ts';

interface Saved {
  readonly name: string;
  readonly seal: string;
}

/** The sealed export: everything about an incident in one file that proves itself (TYP-3). */
export function ArchiveForm({ incident, onClose }: FormProps) {
  const queries = useQueryClient();
  const [saved, setSaved] = useState<Saved | null>(null);
  const { reference } = incident;
  if (saved) return <Done saved={saved} onClose={onClose} />;
  return (
    <CommandForm
      submit="Export archive"
      run={async () => {
        const { blob, name, seal } = await exportArchive(reference);
        saveAs(blob, name);
        setSaved({ name, seal });
        await queries.invalidateQueries({ queryKey: ['incident', reference] });
      }}
      onCancel={onClose}
    >
      {() => (
        <div className="stack-s">
          <p>
            One file with the whole log and its hashes, the timeline in words, who was told what and when, all
            evidence, and the report.
          </p>
          <p className="muted">
            It can be checked without Tocsin’s server. That you exported it is added to the record.
            {incident.visibility === 'restricted'
              ? ' Whoever has the file can read this private incident: keep it where only its people can.'
              : null}
          </p>
        </div>
      )}
    </CommandForm>
  );
}

function Done({ saved, onClose }: { saved: Saved; onClose: () => void }) {
  return (
    <div className="stack">
      <p role="status">
        Saved {saved.name}. Keep its seal somewhere else: with it, any change to the file shows.
      </p>
      <CodeBlock label="Seal" text={saved.seal} />
      <p className="small muted">To check the file:</p>
      <CodeBlock
        label="Command to check the archive"
        text={`tocsin verify --archive ${saved.name} --seal ${saved.seal}`}
      />
      <div>
        <Button onClick={onClose}>Close</Button>
      </div>
    </div>
  );
}

function saveAs(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser has taken it by then; without this it would stay in memory with the page.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
