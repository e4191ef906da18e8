import { NativeSelect, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useDraft } from '../identity/draft.ts';
import type { FormProps } from '../incidents/sheets.ts';
import { OpenTasks } from '../tasks/OpenTasks.tsx';
import { focusFirst } from '../ui/focus.ts';
import { Loaded } from '../ui/Page.tsx';
import { CommandForm } from '../ui/Sheet.tsx';
import { tell } from '../ui/Toasts.tsx';
import { type Ending, resolutionCommands, resolutionQuery } from './api.ts';
import { Checklist } from './Checklist.tsx';
import { openWords } from './words.ts';

const ENDINGS: readonly { id: Ending; label: string; hint: string; asks: string }[] = [
  { id: 'fixed', label: 'Fixed', hint: 'Verified as the policy asks', asks: 'What fixed it?' },
  { id: 'recovered', label: 'It recovered by itself', hint: 'Nothing was changed', asks: 'What was seen?' },
  { id: 'false_alarm', label: 'False alarm', hint: 'Nothing was wrong', asks: 'Why was it a false alarm?' },
  {
    id: 'duplicate',
    label: 'Duplicate',
    hint: 'To join its alerts and timeline, merge instead',
    asks: 'Of what?',
  },
];

/** The whole of the sheet: what confirms stays in sight below, and the keyboard goes to its first field once that is there. */
function Whole({ children }: { children: ReactNode }) {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const dialog = ref.current?.closest('dialog');
    if (dialog) focusFirst(dialog);
  }, []);
  return (
    <div className="ending" ref={ref}>
      {children}
    </div>
  );
}

const StillOpen = ({ count }: { count: number }) =>
  count === 0 ? null : <p className="small muted">{openWords(count)}</p>;

/** Ends the incident: what is still open in front of it, each with its action, and what fixed it (RES-3). */
export function ResolveSheet({ incident, onClose }: FormProps) {
  const { reference } = incident;
  const resolution = useQuery(resolutionQuery(reference));
  const [words, setWords] = useDraft(`${reference}.resolution`, '');
  const [ending, setEnding] = useState<Ending>('fixed');
  const chosen = ENDINGS.find(({ id }) => id === ending);
  return (
    <Loaded query={resolution} lines={4}>
      {(data) => {
        const open = ending === 'fixed' ? data.toResolve.length : 0;
        return (
          <Whole>
            <NativeSelect
              label="How did it end?"
              description={chosen?.hint}
              data={ENDINGS.map(({ id, label }) => ({ value: id, label }))}
              value={ending}
              onChange={(event) => setEnding(event.currentTarget.value as Ending)}
            />
            {ending === 'fixed' && data.items.some(({ goal }) => goal === 'resolved') ? (
              <section aria-label="Before it is resolved">
                <h3 className="next-title">Before it is resolved</h3>
                <Checklist reference={reference} resolution={data} goal="resolved" may />
              </section>
            ) : null}
            <OpenTasks reference={reference} />
            <CommandForm
              submit="Resolve"
              disabled={open > 0}
              foot={() => <StillOpen count={open} />}
              run={() => resolutionCommands.resolve(reference, words.trim(), ending)}
              onDone={() => {
                setWords('');
                tell(`${reference} resolved.`);
                onClose();
              }}
              onCancel={onClose}
            >
              {(errors) => (
                <>
                  <Textarea
                    label={chosen?.asks}
                    description="Added to the record, and to the resolution that everyone who was notified receives."
                    rows={3}
                    required
                    withAsterisk={false}
                    value={words}
                    onChange={(event) => setWords(event.currentTarget.value)}
                    error={errors.resolution}
                  />
                  <p className="small muted">
                    {incident.monitoringClearAt || incident.alertCount === 0
                      ? 'Paging stops and pending escalation steps are cancelled.'
                      : 'Alerts are still firing. If they fire again, the incident reopens and pages on-call.'}
                  </p>
                </>
              )}
            </CommandForm>
          </Whole>
        );
      }}
    </Loaded>
  );
}

/** Closes a resolved incident, once everything that follows from it is done or waived (RES-1, RES-2, RES-4). */
export function CloseSheet({ incident, onClose }: FormProps) {
  const { reference, ending } = incident;
  const resolution = useQuery(resolutionQuery(reference));
  return (
    <Loaded query={resolution} lines={4}>
      {(data) => {
        const open = ending === 'fixed' ? data.toClose.length : 0;
        return (
          <Whole>
            {ending === 'fixed' && data.items.some(({ goal }) => goal === 'closed') ? (
              <Checklist reference={reference} resolution={data} goal="closed" may />
            ) : (
              <p>Nothing more is asked of this incident.</p>
            )}
            <CommandForm
              submit="Close incident"
              disabled={open > 0}
              foot={() => <StillOpen count={open} />}
              run={() => resolutionCommands.close(reference)}
              onDone={() => {
                tell(`${reference} closed.`);
                onClose();
              }}
              onCancel={onClose}
            />
          </Whole>
        );
      }}
    </Loaded>
  );
}

/** The sheets that end an incident, fetched when the first is opened. */
export function EndingSheet({ sheet, ...props }: FormProps & { sheet: 'resolve' | 'close' }) {
  return sheet === 'resolve' ? <ResolveSheet {...props} /> : <CloseSheet {...props} />;
}
