import { Button } from '@mantine/core';
import { useState } from 'react';
import { Icon } from '../ui/Icon.tsx';
import type { Incident } from './api.ts';
import { runCommand } from './NextSteps.tsx';
import type { OpenSheet, SheetName } from './sheets.ts';

type Act =
  | { label: string; run: 'acknowledge' | 'takeCommand' }
  | { label: string; sheet: SheetName }
  | { label: string; note: true };

/** The one thing most likely to be wanted now, and the one after. */
function acts(incident: Incident): [Act, Act] {
  const note: Act = { label: 'Note', note: true };
  if (incident.status === 'resolved') return [{ label: 'Close', sheet: 'close' }, note];
  if (!incident.open) return [{ label: 'Reopen', sheet: 'reopen' }, note];
  if (!incident.acknowledgedAt) return [{ label: 'Acknowledge', run: 'acknowledge' }, note];
  if (incident.monitoringClearAt || incident.status === 'mitigating') {
    return [{ label: 'Resolve', sheet: 'resolve' }, note];
  }
  if (!incident.commander) return [{ label: 'Take command', run: 'takeCommand' }, note];
  return [{ label: 'Set mitigating', sheet: 'mitigating' }, note];
}

/** Under the thumb on a phone, in the corner on a desktop: the next act, a note, and everything else. */
export function ActionBar({ incident, open }: { incident: Incident; open: OpenSheet }) {
  const [busy, setBusy] = useState(false);
  const [first, second] = acts(incident);
  const press = async (act: Act) => {
    if ('note' in act) document.getElementById('note')?.focus();
    else if ('sheet' in act) open(act.sheet);
    else {
      setBusy(true);
      await runCommand(incident, act.run);
      setBusy(false);
    }
  };
  return (
    <div className="action-bar" role="toolbar" aria-label="Actions">
      <Button
        className="action-main"
        variant={incident.open ? 'filled' : 'default'}
        loading={busy}
        onClick={() => void press(first)}
      >
        {first.label}
      </Button>
      <Button leftSection={<Icon name="note" size={17} />} onClick={() => void press(second)}>
        {second.label}
      </Button>
      <Button leftSection={<Icon name="more" size={17} />} onClick={() => open('more')}>
        More
      </Button>
    </div>
  );
}
