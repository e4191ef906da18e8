import { Sheet } from '../ui/Sheet.tsx';
import type { Incident } from './api.ts';
import { CustomerFacingForm } from './forms/CustomerFacingForm.tsx';
import { DetailsForm } from './forms/DetailsForm.tsx';
import { MergeForm, ReopenForm, ResolveForm, StatusForm } from './forms/EndingForms.tsx';
import { MoreCommands } from './forms/MoreCommands.tsx';
import { PageForm } from './forms/PageForm.tsx';
import { RespondersForm, SystemsForm } from './forms/PickForms.tsx';
import { PolicyVersionForm } from './forms/PolicyVersionForm.tsx';
import { SeverityForm } from './forms/SeverityForm.tsx';
import type { FormProps, OpenSheet, SheetName } from './sheets.ts';

const titles: Record<SheetName, string> = {
  more: 'All commands',
  severity: 'Assess the severity',
  details: 'Complete the record',
  systems: 'Affected systems',
  'customer-facing': 'Customer impact',
  responders: 'Responders',
  page: 'Page somebody',
  mitigating: 'Set to mitigating',
  investigating: 'Back to investigating',
  resolve: 'Resolve the incident',
  reopen: 'Reopen the incident',
  merge: 'Merge into another incident',
  policy: 'Version of the policy',
};

/** The forms of the incident page, loaded when the first is opened. */
export default function IncidentSheets(props: {
  incident: Incident;
  sheet: SheetName;
  open: OpenSheet;
  onClose: () => void;
}) {
  return (
    <Sheet
      key={props.sheet}
      title={titles[props.sheet]}
      open
      onClose={props.onClose}
      wide={props.sheet === 'severity'}
    >
      <Body {...props} />
    </Sheet>
  );
}

function Body(props: FormProps & { sheet: SheetName; open: OpenSheet }) {
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
    case 'responders':
      return <RespondersForm {...props} />;
    case 'page':
      return <PageForm {...props} />;
    case 'mitigating':
    case 'investigating':
      return <StatusForm {...props} to={props.sheet} />;
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
