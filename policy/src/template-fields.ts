import { type Readers, TEMPLATE_KINDS, type TemplateKind } from './model-communication.ts';

type FieldType = 'text' | 'time' | 'duration' | 'link' | 'yes_no';

/** A field a template may use: `{{ name }}`. */
export interface TemplateField {
  /** What the runbook writes between braces. */
  readonly label: string;
  /** What it reads as. All are one value: a list of systems is said in one line. */
  readonly type: FieldType;
  /** record: on the incident. computed: from times and promises. sender: asked of whoever sends. */
  readonly filledBy: 'record' | 'computed' | 'sender';
  /** The messages that may use it. */
  readonly kinds: readonly TemplateKind[];
  /** Those of them whose template in the runbook has it; leaving it out there is a warning. */
  readonly expectedIn: readonly TemplateKind[];
  /** Whether customers may read it: the others name people, or what is found inside. */
  readonly public: boolean;
}

const all = TEMPLATE_KINDS;
const field = (
  label: string,
  type: FieldType,
  filledBy: TemplateField['filledBy'],
  expectedIn: readonly TemplateKind[],
  { kinds = expectedIn, open = false }: { kinds?: readonly TemplateKind[]; open?: boolean } = {},
): TemplateField => ({ label, type, filledBy, kinds, expectedIn, public: open });
const open = { open: true };
/** Of every message, though the runbook has it in some. */
const anywhere = { kinds: all, open: true };
const inside = { kinds: all };

/** Every field of COM-1 to COM-3, in the runbook's words, and a few more that are at hand. */
export const TEMPLATE_FIELDS: Readonly<Record<string, TemplateField>> = {
  severity: field('P{severity}', 'text', 'record', all, open),
  title: field('brief description', 'text', 'record', all),
  reference: field('ticket number', 'text', 'record', all, open),
  systems: field('affected system', 'text', 'record', ['initial'], anywhere),
  impact: field('user impact description', 'text', 'sender', ['initial'], anywhere),
  started_at: field('timestamp', 'time', 'record', ['initial'], anywhere),
  status: field('current status', 'text', 'record', ['initial', 'update'], open),
  actions_taken: field('any immediate actions taken', 'text', 'sender', ['initial']),
  duration: field('elapsed time', 'duration', 'computed', ['update'], open),
  progress: field('what has been done', 'text', 'sender', ['update'], anywhere),
  findings: field('current findings', 'text', 'sender', ['update']),
  workarounds: field('any workarounds implemented', 'text', 'record', ['update'], {
    kinds: ['initial', 'update'],
    open: true,
  }),
  planned_actions: field('planned actions', 'text', 'sender', ['initial', 'update']),
  eta: field('estimated time', 'text', 'sender', ['update'], { kinds: ['initial', 'update'], open: true }),
  next_update_at: field('time', 'time', 'computed', ['initial', 'update'], open),
  total_duration: field('total time', 'duration', 'computed', ['resolution'], open),
  resolution: field('what fixed it', 'text', 'record', ['resolution']),
  affected: field('affected users/systems', 'text', 'record', ['resolution'], anywhere),
  business_impact: field('business impact', 'text', 'sender', ['resolution'], inside),
  data_integrity: field('data integrity status', 'text', 'sender', ['resolution'], anywhere),
  review_date: field('date', 'time', 'computed', ['resolution']),
  report_date: field('date', 'time', 'computed', ['resolution']),
  contact_name: field('name', 'text', 'record', all, open),
  contact_info: field('contact info', 'text', 'record', all, open),
  incident_url: field('link to the incident', 'link', 'computed', [], inside),
  war_room_url: field('link to the war room', 'link', 'record', [], inside),
  commander: field('incident commander', 'text', 'record', [], inside),
  declared_at: field('time of declaration', 'time', 'record', [], anywhere),
  customer_facing: field('whether customers are affected', 'yes_no', 'record', [], inside),
};

/** The fields that a message of a kind may use, for these readers. */
export const fieldsFor = (kind: TemplateKind, readers: Readers): readonly string[] =>
  Object.entries(TEMPLATE_FIELDS)
    .filter(([, field]) => field.kinds.includes(kind) && (readers !== 'customers' || field.public))
    .map(([name]) => name);

/** How prose shows a field: `{brief description}`. */
export function fieldLabel(name: string, kind: TemplateKind): string {
  if (name === 'severity') return 'P{severity}';
  if (name === 'status' && kind === 'update') return '{investigating/mitigating/resolved}';
  return `{${TEMPLATE_FIELDS[name]?.label ?? name}}`;
}
