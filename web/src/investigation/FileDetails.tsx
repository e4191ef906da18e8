import { Button, Textarea } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { bytesText } from '../ui/bytes.ts';
import { Facts } from '../ui/Page.tsx';
import { CommandForm } from '../ui/Sheet.tsx';
import { Time } from '../ui/Time.tsx';
import { tell } from '../ui/Toasts.tsx';
import { type AttachedFile, fileAddress, filesQuery, removeFile } from './files-api.ts';

interface Props {
  reference: string;
  file: AttachedFile;
  may: boolean;
  kept: string | null;
  restricted: boolean;
  onDone: () => void;
}

/** A file with its chain of custody: who attached it and when, its hash, and of a private incident who has had it. */
export function FileDetails({ reference, file, may, kept, restricted, onDone }: Props) {
  const address = fileAddress(reference, file.id);
  const [removing, setRemoving] = useState(false);
  const { removed } = file;
  const note = (
    <span className="breaks" dir="auto">
      {file.note}
    </span>
  );
  return (
    <div className="stack">
      {file.picture && !removed ? (
        <img className="file-picture" alt={file.note ?? file.name} src={`${address}?show=true`} />
      ) : null}
      {removed ? (
        <p className="breaks">
          Removed by {removed.by ?? 'Tocsin'}, <Time at={removed.at} />: {removed.reason}
        </p>
      ) : null}
      <Facts
        items={[
          ['Content', `${file.type}, ${bytesText(file.bytes)}`],
          [
            'Attached',
            <>
              <Time at={file.at} />
              {file.by ? `, ${file.by}` : ''}
            </>,
          ],
          ...(file.step ? [['Step', file.step.title] as const] : []),
          ...(file.entry ? [['Entry', String(file.entry)] as const] : []),
          ...(file.note ? [['Note', note] as const] : []),
          [
            'SHA-256',
            <code key="hash" className="breaks">
              {file.sha256}
            </code>,
          ],
        ]}
      />
      {restricted ? <Looks looks={file.looks} /> : null}
      {removing ? (
        <Remove {...{ reference, file, onDone }} onCancel={() => setRemoving(false)} />
      ) : removed ? null : (
        <div className="row">
          <Button component="a" href={address} download variant="filled">
            Download
          </Button>
          {may && kept === null ? <Button onClick={() => setRemoving(true)}>Remove</Button> : null}
        </div>
      )}
      {kept && may ? <p className="small muted">{kept}</p> : null}
    </div>
  );
}

function Looks({ looks }: { looks: AttachedFile['looks'] }) {
  if (looks.length === 0) return <p className="small muted">Nobody has opened it yet.</p>;
  return (
    <div>
      <h3 className="small">Who has had it</h3>
      <ul className="stack-s small">
        {looks.map(({ by, what, at }) => (
          <li key={`${at} ${by} ${what}`}>
            {by ?? 'Tocsin'} {what} it, <Time at={at} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Remove(props: Pick<Props, 'reference' | 'file' | 'onDone'> & { onCancel: () => void }) {
  const { reference, file, onDone, onCancel } = props;
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  return (
    <CommandForm
      submit="Remove file"
      run={async () => {
        const after = await removeFile(reference, file.id, reason);
        queries.setQueryData(filesQuery(reference).queryKey, after);
        await queries.invalidateQueries({ queryKey: ['incident', reference] });
      }}
      onDone={() => {
        tell('File removed. Its name and hash stay on the record.');
        onDone();
      }}
      onCancel={onCancel}
    >
      {(errors) => (
        <Textarea
          label="Why is it removed?"
          description="Added to the timeline, where the file’s name and hash stay."
          rows={2}
          required
          withAsterisk={false}
          maxLength={2_000}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={errors.reason}
        />
      )}
    </CommandForm>
  );
}
