import { Button, Textarea } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type ClipboardEvent, type DragEvent, useState } from 'react';
import { bytesText } from '../ui/bytes.ts';
import { CommandForm, Sheet } from '../ui/Sheet.tsx';
import { tell } from '../ui/Toasts.tsx';
import { type Files, filesQuery, type StepOfRunbook, uploadFile } from './files-api.ts';

interface Props {
  reference: string;
  /** What was dropped or pasted; empty to choose; null while nothing is attached. */
  given: readonly File[] | null;
  room: Files['room'];
  kept: string | null;
  step: StepOfRunbook | null;
  onClose: () => void;
}

/** Asks once before files become evidence: of a private incident nobody can take them back. */
export function AttachSheet(props: Props) {
  const { given, onClose } = props;
  return (
    <Sheet title="Attach files" open={given !== null} onClose={onClose}>
      {given === null ? null : <Form {...props} given={given} />}
    </Sheet>
  );
}

interface Chosen {
  readonly key: string;
  readonly file: File;
}

let chosenSoFar = 0;
const chosenOf = (files: Iterable<File>): Chosen[] =>
  [...files].map((file) => {
    chosenSoFar += 1;
    return { key: `file-${chosenSoFar}`, file };
  });

function Form({ reference, given, room, kept, step, onClose }: Props & { given: readonly File[] }) {
  const queries = useQueryClient();
  const [chosen, setChosen] = useState<readonly Chosen[]>(() => chosenOf(given));
  const [note, setNote] = useState('');
  const [sent, setSent] = useState<ReadonlyMap<string, number>>(new Map());
  const add = (files: Iterable<File>) => setChosen((before) => [...before, ...chosenOf(files)]);
  const remove = (key: string) => setChosen((before) => before.filter((each) => each.key !== key));
  const send = async () => {
    for (const { key, file } of chosen) {
      const progress = (part: number) => setSent((before) => new Map(before).set(key, part));
      const after = await uploadFile(reference, file, { note, step }, progress);
      queries.setQueryData(filesQuery(reference).queryKey, after);
      // What is stored is not sent again when a later one fails.
      remove(key);
    }
    await queries.invalidateQueries({ queryKey: ['incident', reference] });
  };
  const take = {
    onDrop: (event: DragEvent) => {
      event.preventDefault();
      event.stopPropagation();
      add(event.dataTransfer.files);
    },
    onPaste: (event: ClipboardEvent) => add(event.clipboardData.files),
  };
  return (
    <div {...take}>
      <CommandForm
        submit={chosen.length > 1 ? `Attach ${chosen.length} files` : 'Attach file'}
        disabled={chosen.length === 0}
        run={send}
        onDone={() => {
          tell('Attached. It is on the record.');
          onClose();
        }}
        onCancel={onClose}
      >
        {() => (
          <>
            {step ? <p className="small muted breaks">To the step “{step.title}”.</p> : null}
            <Choose add={add} first={chosen.length === 0} />
            <ul className="file-list">
              {chosen.map(({ key, file }) => (
                <li key={key}>
                  <div className="grow">
                    <bdi className="breaks">{file.name}</bdi>
                    <span className="small muted sub">{bytesText(file.size)}</span>
                    {sent.has(key) ? (
                      <progress
                        className="file-progress"
                        value={sent.get(key)}
                        aria-label={`Sent of ${file.name}`}
                      />
                    ) : null}
                  </div>
                  <Button size="compact-sm" variant="subtle" onClick={() => remove(key)}>
                    Leave out<span className="sr-only">: {file.name}</span>
                  </Button>
                </li>
              ))}
            </ul>
            <Textarea
              label="What does it show?"
              description="Optional. Added to the timeline with the file’s hash."
              rows={2}
              maxLength={2_000}
              value={note}
              onChange={(event) => setNote(event.currentTarget.value)}
            />
            <p className="small muted">
              Up to {bytesText(room.largest)} each. {bytesText(room.used)} of {bytesText(room.of)} used by all
              incidents. {kept ? 'Files of this incident cannot be removed again.' : null}
            </p>
          </>
        )}
      </CommandForm>
    </div>
  );
}

/** The browser's own controls, which a phone answers with its gallery and its camera. */
function Choose({ add, first }: { add: (files: Iterable<File>) => void; first: boolean }) {
  return (
    <div className="files-drop stack-s">
      <div className="row files-choose">
        <label className="file-choose">
          <input
            type="file"
            multiple
            onChange={(event) => {
              add(event.currentTarget.files ?? []);
              event.currentTarget.value = '';
            }}
          />
          {first ? 'Choose files' : 'Add more files'}
        </label>
        <label className="file-choose file-camera">
          <input
            type="file"
            accept="image/*"
            capture="environment"
            onChange={(event) => {
              add(event.currentTarget.files ?? []);
              event.currentTarget.value = '';
            }}
          />
          Take photo
        </label>
      </div>
      <span className="small muted">Or drop them here, or paste a screenshot.</span>
    </div>
  );
}
