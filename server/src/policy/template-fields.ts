import { TEMPLATE_KINDS, type TemplateKind } from './model-communication.ts';

type FieldType = 'text' | 'time' | 'duration' | 'link' | 'yes_no';

/** A field a template may use: `{{ name }}`. */
export interface TemplateField {
  /** What the runbook writes between braces. */
  readonly label: string;
  /** What it reads as. All are one value: a list of systems is said in one line. */
  readonly type: FieldType;
  /** record: on the incident. computed: from times and promises. sender: asked of whoever sends. */
  readonly filledBy: 'record' | 'computed' | 'sender';
  readonly kinds: readonly TemplateKind[];
  /** Whether the runbook's own template has it; leaving it out is then a warning. */
  readonly expected: boolean;
}

const all = TEMPLATE_KINDS;
const field = (
  label: string,
  type: FieldType,
  filledBy: TemplateField['filledBy'],
  kinds: readonly TemplateKind[],
  expected = true,
): TemplateField => ({ label, type, filledBy, kinds, expected });

/** Every field of COM-1 to COM-3, in the runbook's words, and a few more that are at hand. */
export const TEMPLATE_FIELDS: Readonly<Record<string, TemplateField>> = {
  severity: field('P{severity}', 'text', 'record', all),
  title: field('brief description', 'text', 'record', all),
  reference: field('ticket number', 'text', 'record', all),
  systems: field('affected system', 'text', 'record', ['initial']),
  impact: field('user impact description', 'text', 'sender', ['initial']),
  started_at: field('timestamp', 'time', 'record', ['initial']),
  status: field('current status', 'text', 'record', ['initial', 'update']),
  actions_taken: field('any immediate actions taken', 'text', 'sender', ['initial']),
  duration: field('elapsed time', 'duration', 'computed', ['update']),
  progress: field('what has been done', 'text', 'sender', ['update']),
  findings: field('current findings', 'text', 'sender', ['update']),
  workarounds: field('any workarounds implemented', 'text', 'record', ['update']),
  planned_actions: field('planned actions', 'text', 'sender', ['initial', 'update']),
  eta: field('estimated time', 'text', 'sender', ['update']),
  next_update_at: field('time', 'time', 'computed', ['initial', 'update']),
  total_duration: field('total time', 'duration', 'computed', ['resolution']),
  resolution: field('what fixed it', 'text', 'record', ['resolution']),
  affected: field('affected users/systems', 'text', 'record', ['resolution']),
  business_impact: field('business impact', 'text', 'sender', ['resolution']),
  data_integrity: field('data integrity status', 'text', 'sender', ['resolution']),
  review_date: field('date', 'time', 'computed', ['resolution']),
  report_date: field('date', 'time', 'computed', ['resolution']),
  contact_name: field('name', 'text', 'record', all),
  contact_info: field('contact info', 'text', 'record', all),
  incident_url: field('link to the incident', 'link', 'computed', all, false),
  war_room_url: field('link to the war room', 'link', 'record', all, false),
  commander: field('incident commander', 'text', 'record', all, false),
  declared_at: field('time of declaration', 'time', 'record', all, false),
  customer_facing: field('whether customers are affected', 'yes_no', 'record', all, false),
};

/** How prose shows a field: `{brief description}`. */
export function fieldLabel(name: string, kind: TemplateKind): string {
  if (name === 'severity') return 'P{severity}';
  if (name === 'status' && kind === 'update') return '{investigating/mitigating/resolved}';
  return `{${TEMPLATE_FIELDS[name]?.label ?? name}}`;
}
