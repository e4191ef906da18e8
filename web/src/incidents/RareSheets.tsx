import { MoveForm } from '../updates/MoveForm.tsx';
import { CustomerFacingForm } from './forms/CustomerFacingForm.tsx';
import { DetailsForm } from './forms/DetailsForm.tsx';
import { PolicyVersionForm } from './forms/PolicyVersionForm.tsx';
import { RoleForm } from './forms/RoleForm.tsx';
import { VisibilityForm } from './forms/VisibilityForm.tsx';
import type { SheetProps } from './sheets.ts';

/** Forms that few visits need: they come after all that a page at night is answered with. */
export function RareSheet(props: SheetProps) {
  switch (props.sheet) {
    case 'details':
      return <DetailsForm {...props} />;
    case 'customer-facing':
      return <CustomerFacingForm {...props} />;
    case 'visibility':
      return <VisibilityForm {...props} />;
    case 'role':
      return <RoleForm {...props} />;
    case 'move-update':
      return <MoveForm {...props} />;
    case 'policy':
      return <PolicyVersionForm {...props} />;
    default:
      return null;
  }
}
