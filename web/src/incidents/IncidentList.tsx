import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useMay } from '../identity/may.ts';
import { Sheet } from '../ui/Sheet.tsx';
import { attempt } from '../ui/Toasts.tsx';
import { commands, type IncidentSummary } from './api.ts';
import { IncidentRow, PickRow } from './IncidentRow.tsx';
import { MergeSeveral } from './MergeSeveral.tsx';

/** From here on rows are compact. */
const MANY = 12;

/** The rows; of open ones several can be picked, to acknowledge them at once or to make one of them. */
export function IncidentList({ incidents }: { incidents: readonly IncidentSummary[] }) {
  const mayRespond = useMay('incidents:respond');
  const [picking, setPicking] = useState(false);
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const open = incidents.filter((incident) => incident.open);
  const offered = mayRespond && open.length > 1;
  const end = () => {
    setPicking(false);
    setPicked(new Set());
  };
  const pick = (reference: string, on: boolean) => {
    const next = new Set(picked);
    if (on) next.add(reference);
    else next.delete(reference);
    setPicked(next);
  };
  return (
    <>
      {offered && !picking ? (
        <div className="list-tools">
          <button type="button" className="plain small" onClick={() => setPicking(true)}>
            Select multiple
          </button>
        </div>
      ) : null}
      <ul
        className="card list incident-list"
        data-many={incidents.length > MANY ? '' : undefined}
        aria-label="Incidents"
      >
        {incidents.map((incident) =>
          offered && picking && incident.open ? (
            <PickRow
              key={incident.reference}
              incident={incident}
              picked={picked.has(incident.reference)}
              onPick={(on) => pick(incident.reference, on)}
            />
          ) : (
            <IncidentRow key={incident.reference} incident={incident} may={mayRespond} />
          ),
        )}
      </ul>
      {offered && picking ? (
        <PickBar picked={open.filter(({ reference }) => picked.has(reference))} onEnd={end} />
      ) : null}
    </>
  );
}

function PickBar({ picked, onEnd }: { picked: readonly IncidentSummary[]; onEnd: () => void }) {
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [merging, setMerging] = useState(false);
  const waiting = picked.filter(({ acknowledgedAt }) => acknowledgedAt === null);
  const acknowledge = async () => {
    setBusy(true);
    await attempt(
      async () => {
        // One after the other: when one is refused, those before it count and the list shows which are left.
        for (const { reference } of waiting) await commands.acknowledge(reference);
        onEnd();
      },
      `Acknowledged: ${waiting.map(({ reference }) => reference).join(', ')}.`,
    );
    await queries.invalidateQueries({ queryKey: ['incidents'] });
    setBusy(false);
  };
  return (
    <div className="pick-bar" role="toolbar" aria-label="Actions for selected incidents">
      <strong className="grow" aria-live="polite">
        {picked.length} selected
      </strong>
      <Button
        variant="filled"
        loading={busy}
        disabled={waiting.length === 0}
        onClick={() => void acknowledge()}
      >
        Acknowledge
      </Button>
      <Button disabled={picked.length < 2} onClick={() => setMerging(true)}>
        Merge
      </Button>
      <Button onClick={onEnd}>Cancel</Button>
      <Sheet title="Merge incidents" open={merging} onClose={() => setMerging(false)}>
        <MergeSeveral
          incidents={picked}
          onCancel={() => setMerging(false)}
          onDone={() => {
            setMerging(false);
            onEnd();
          }}
        />
      </Sheet>
    </div>
  );
}
