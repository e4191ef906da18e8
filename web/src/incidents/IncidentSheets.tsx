import { Later, part } from '../ui/later.tsx';
import { Sheet } from '../ui/Sheet.tsx';
import { CommanderForm } from './forms/CommanderForm.tsx';
import { MergeForm, ReopenForm, StatusForm } from './forms/EndingForms.tsx';
import { MoreCommands } from './forms/MoreCommands.tsx';
import { PageForm } from './forms/PageForm.tsx';
import { RespondersForm, SystemsForm } from './forms/PickForms.tsx';
import { SeverityForm } from './forms/SeverityForm.tsx';
import { type SheetName, type SheetProps, sheetTitles } from './sheets.ts';

/** Fetched when they are wanted: not every visit ends an incident, or takes it out. */
const ending = part(async () => (await import('../resolution/EndingSheet.tsx')).EndingSheet);
const archive = part(async () => (await import('./forms/ArchiveForm.tsx')).ArchiveForm);
const update = part(async () => (await import('../updates/UpdateForm.tsx')).UpdateForm);
const rare = part(async () => (await import('./RareSheets.tsx')).RareSheet);

/** The forms of the incident page, loaded when the first is opened. */
export function IncidentSheets(props: SheetProps) {
  return (
    <Sheet
      key={props.sheet}
      title={sheetTitles[props.sheet]}
      open
      onClose={props.onClose}
      wide={WIDE.has(props.sheet)}
    >
      <Body {...props} />
    </Sheet>
  );
}

const WIDE: ReadonlySet<SheetName> = new Set(['severity', 'update', 'resolve', 'close']);

function Body(props: SheetProps) {
  switch (props.sheet) {
    case 'more':
      return <MoreCommands {...props} />;
    case 'severity':
      return <SeverityForm {...props} />;
    case 'systems':
      return <SystemsForm {...props} />;
    case 'command':
      return <CommanderForm {...props} />;
    case 'responders':
      return <RespondersForm {...props} />;
    case 'page':
      return <PageForm {...props} />;
    case 'mitigating':
    case 'investigating':
      return <StatusForm {...props} to={props.sheet} />;
    case 'update':
      return <Later part={update} props={props} frame={(content) => content} />;
    case 'resolve':
    case 'close':
      return <Later part={ending} props={{ ...props, sheet: props.sheet }} frame={(content) => content} />;
    case 'reopen':
      return <ReopenForm {...props} />;
    case 'merge':
      return <MergeForm {...props} />;
    case 'details':
    case 'customer-facing':
    case 'visibility':
    case 'role':
    case 'move-update':
    case 'policy':
      return <Later part={rare} props={props} frame={(content) => content} />;
    case 'archive':
      return <Later part={archive} props={props} frame={(content) => content} />;
  }
}
