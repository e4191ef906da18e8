import { useQuery } from '@tanstack/react-query';
import { meQuery } from '../../identity/session.ts';
import { type CommandEntry, commandsFor } from '../command-list.ts';
import { runCommand } from '../NextSteps.tsx';
import type { FormProps, OpenSheet } from '../sheets.ts';

/** The list behind "More". */
export function MoreCommands({ incident, open, onClose }: FormProps & { open: OpenSheet }) {
  const me = useQuery(meQuery);
  const press = (entry: CommandEntry) => {
    if (entry.sheet) open(entry.sheet);
    else if (entry.run) {
      onClose();
      void runCommand(incident, entry.run);
    }
  };
  return (
    <ul className="command-list">
      {commandsFor(incident, me.data?.id).map((entry) => (
        <li key={entry.label}>
          <button type="button" onClick={() => press(entry)}>
            <strong>{entry.label}</strong>
            <span className="small muted">{entry.hint}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
