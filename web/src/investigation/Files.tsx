import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { bytesText } from '../ui/bytes.ts';
import { Section } from '../ui/Page.tsx';
import { Sheet } from '../ui/Sheet.tsx';
import { Time } from '../ui/Time.tsx';
import { AttachSheet } from './AttachFiles.tsx';
import { FailedSection } from './FailedSection.tsx';
import { FileDetails } from './FileDetails.tsx';
import { type AttachedFile, fileAddress, filesQuery, type StepOfRunbook } from './files-api.ts';
import { useDropped } from './useDropped.ts';
import './files.css';

type Part = { reference: string; may: boolean };

/** Files that people attached: dropped, pasted, chosen, or taken with the phone's camera. */
export function Files({ reference, may }: Part) {
  const files = useQuery(filesQuery(reference));
  const [given, setGiven] = useState<readonly File[] | null>(null);
  const dragging = useDropped(may, setGiven);
  const { data } = files;
  if (!data) return <FailedSection title="Files" query={files} />;
  if (data.items.length === 0 && !may) return null;
  return (
    <div className="files" data-dragging={dragging ? '' : undefined}>
      <Section
        title="Files"
        className="card card-pad"
        aside={
          may ? (
            <Button size="xs" onClick={() => setGiven([])}>
              Attach files
            </Button>
          ) : null
        }
      >
        {dragging ? <p className="files-drop">Drop files to attach them to {reference}.</p> : null}
        {data.items.length === 0 ? (
          <p className="small muted">
            No files yet. Drop one anywhere on this page, or paste a screenshot. Its hash goes on the record.
          </p>
        ) : (
          <FileList
            {...{ reference, may, files: data.items, restricted: data.restricted, kept: data.kept }}
          />
        )}
      </Section>
      {may ? (
        <AttachSheet
          {...{ reference, given, room: data.room, kept: data.kept, step: null }}
          onClose={() => setGiven(null)}
        />
      ) : null}
    </div>
  );
}

type Listed = Part & { files: readonly AttachedFile[]; restricted: boolean; kept: string | null };

function FileList({ reference, may, files, restricted, kept }: Listed) {
  const [open, setOpen] = useState<string | null>(null);
  const shown = files.find(({ id }) => id === open);
  return (
    <>
      <ul className="file-list">
        {files.map((file) => (
          <li key={file.id}>
            <Thumb {...{ reference, file, restricted }} />
            <div className="grow">
              <button
                type="button"
                className="plain breaks file-name"
                data-removed={file.removed ? '' : undefined}
                onClick={() => setOpen(file.id)}
              >
                <bdi>{file.name}</bdi>
              </button>
              <span className="small muted sub">
                {file.removed ? 'Removed · ' : ''}
                {file.type}, {bytesText(file.bytes)} · {file.by ? `${file.by}, ` : ''}
                <Time at={file.at} />
              </span>
              {file.step ? <span className="small muted sub breaks">Step: {file.step.title}</span> : null}
              {file.note ? (
                <span className="small sub breaks" dir="auto">
                  {file.note}
                </span>
              ) : null}
            </div>
          </li>
        ))}
      </ul>
      <Sheet title={shown?.name ?? 'File'} open={shown !== undefined} onClose={() => setOpen(null)} wide>
        {shown ? (
          <FileDetails {...{ reference, may, kept, restricted, file: shown }} onDone={() => setOpen(null)} />
        ) : null}
      </Sheet>
    </>
  );
}

/** Of a private incident each look is on its list of looks: nobody has one without having asked for it. */
function Thumb({
  reference,
  file,
  restricted,
}: {
  reference: string;
  file: AttachedFile;
  restricted: boolean;
}) {
  if (!file.picture || file.removed || restricted) return null;
  return (
    <img className="file-thumb" alt="" loading="lazy" src={`${fileAddress(reference, file.id)}?show=true`} />
  );
}

/** The files of one step of a runbook. */
export function FilesOfStep({ reference, step, may }: Part & { step: StepOfRunbook }) {
  const { data } = useQuery(filesQuery(reference));
  const [given, setGiven] = useState<readonly File[] | null>(null);
  if (!data) return null;
  const own = data.items.filter(({ step: of }) => of?.runbook === step.runbook && of.step === step.step);
  if (own.length === 0 && !may) return null;
  return (
    <div className="stack-s">
      {own.length > 0 ? (
        <FileList {...{ reference, may, files: own, restricted: data.restricted, kept: data.kept }} />
      ) : null}
      {may ? (
        <div>
          <Button size="compact-sm" variant="subtle" onClick={() => setGiven([])}>
            Attach files<span className="sr-only"> to {step.title}</span>
          </Button>
          <AttachSheet
            {...{ reference, given, room: data.room, kept: data.kept, step }}
            onClose={() => setGiven(null)}
          />
        </div>
      ) : null}
    </div>
  );
}
