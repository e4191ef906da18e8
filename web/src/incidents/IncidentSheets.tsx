import { Sheet } from '../ui/Sheet.tsx';
import { MoveForm } from '../updates/MoveForm.tsx';
import { UpdateForm } from '../updates/UpdateForm.tsx';
import { CommanderForm } from './forms/CommanderForm.tsx';
import { CustomerFacingForm } from './forms/CustomerFacingForm.tsx';
import { DetailsForm } from './forms/DetailsForm.tsx';
import { MergeForm, ReopenForm, ResolveForm, StatusForm } from './forms/EndingForms.tsx';
import { MoreCommands } from './forms/MoreCommands.tsx';
import { PageForm } from './forms/PageForm.tsx';
import { RespondersForm, SystemsForm } from './forms/PickForms.tsx';
import { PolicyVersionForm } from './forms/PolicyVersionForm.tsx';
import { SeverityForm } from './forms/SeverityForm.tsx';
import { type SheetProps, sheetTitles } from './sheets.ts';

/** The forms of the incident page, loaded when the first is opened. */
export function IncidentSheets(props: SheetProps) {
  return (
    <Sheet
      key={props.sheet}
      title={sheetTitles[props.sheet]}
      open
      onClose={props.onClose}
      wide={props.sheet === 'severity' || props.sheet === 'update'}
    >
      <Body {...props} />
    </Sheet>
  );
}

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
      return <UpdateForm {...props} />;
    case 'move-update':
      return <MoveForm {...props} />;
    case 'resolve':
      return <ResolveForm {...props} />;
    case 'reopen':
      return <ReopenForm {...props} />;
    case 'policy':
      return <PolicyVersionForm {...props} />;
    case 'merge':
      return <MergeForm {...props} />;
  }
}
