import { Later, part } from '../ui/later.tsx';
import { Sheet } from '../ui/Sheet.tsx';
import { MoveForm } from '../updates/MoveForm.tsx';
import { UpdateForm } from '../updates/UpdateForm.tsx';
import { CommanderForm } from './forms/CommanderForm.tsx';
import { CustomerFacingForm } from './forms/CustomerFacingForm.tsx';
import { DetailsForm } from './forms/DetailsForm.tsx';
import { MergeForm, ReopenForm, StatusForm } from './forms/EndingForms.tsx';
import { MoreCommands } from './forms/MoreCommands.tsx';
import { PageForm } from './forms/PageForm.tsx';
import { RespondersForm, SystemsForm } from './forms/PickForms.tsx';
import { PolicyVersionForm } from './forms/PolicyVersionForm.tsx';
import { RoleForm } from './forms/RoleForm.tsx';
import { SeverityForm } from './forms/SeverityForm.tsx';
import { VisibilityForm } from './forms/VisibilityForm.tsx';
import { type SheetName, type SheetProps, sheetTitles } from './sheets.ts';

/** Fetched when they are wanted: not every visit ends an incident, or takes it out. */
const ending = part(async () => (await import('../resolution/EndingSheet.tsx')).EndingSheet);
const archive = part(async () => (await import('./forms/ArchiveForm.tsx')).ArchiveForm);

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
    case 'details':
      return <DetailsForm {...props} />;
    case 'systems':
      return <SystemsForm {...props} />;
    case 'customer-facing':
      return <CustomerFacingForm {...props} />;
    case 'visibility':
      return <VisibilityForm {...props} />;
    case 'command':
      return <CommanderForm {...props} />;
    case 'role':
      return <RoleForm {...props} />;
    case 'responders':
      return <RespondersForm {...props} />;
    case 'page':
      return <PageForm {...props} />;
    case 'mitigating':
    case 'investigating':
      return <StatusForm {...props} to={props.sheet} />;
    case 'update':
      return <UpdateForm {...props} />;
    case 'move-update':
      return <MoveForm {...props} />;
    case 'resolve':
    case 'close':
      return <Later part={ending} props={{ ...props, sheet: props.sheet }} frame={(content) => content} />;
    case 'reopen':
      return <ReopenForm {...props} />;
    case 'policy':
      return <PolicyVersionForm {...props} />;
    case 'merge':
      return <MergeForm {...props} />;
    case 'archive':
      return <Later part={archive} props={props} frame={(content) => content} />;
  }
}
