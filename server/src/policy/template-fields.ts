import { Liquid } from 'liquidjs';
import { TEMPLATE_KINDS, type TemplateKind } from './model-communication.ts';

/** A field a template may use: `{{ name }}`. */
export interface TemplateField {
  /** What the runbook writes between braces. */
  readonly label: string;
  /** record: on the incident. computed: from times and promises. sender: asked of whoever sends. */
  readonly filledBy: 'record' | 'computed' | 'sender';
  readonly kinds: readonly TemplateKind[];
  /** Whether the runbook's own template has it; leaving it out is then a warning. */
  readonly expected: boolean;
}

const all = TEMPLATE_KINDS;
const field = (
  label: string,
  filledBy: TemplateField['filledBy'],
  kinds: readonly TemplateKind[],
  expected = true,
): TemplateField => ({ label, filledBy, kinds, expected });

/** Every field of COM-1 to COM-3, in the runbook's words, and a few more that are at hand. */
export const TEMPLATE_FIELDS: Readonly<Record<string, TemplateField>> = {
  severity: field('P{severity}', 'record', all),
  title: field('brief description', 'record', all),
  reference: field('ticket number', 'record', all),
  systems: field('affected system', 'record', ['initial']),
  impact: field('user impact description', 'sender', ['initial']),
  started_at: field('timestamp', 'record', ['initial']),
  status: field('current status', 'record', ['initial', 'update']),
  actions_taken: field('any immediate actions taken', 'sender', ['initial']),
  duration: field('elapsed time', 'computed', ['update']),
  progress: field('what has been done', 'sender', ['update']),
  findings: field('current findings', 'sender', ['update']),
  workarounds: field('any workarounds implemented', 'record', ['update']),
  planned_actions: field('planned actions', 'sender', ['initial', 'update']),
  eta: field('estimated time', 'sender', ['update']),
  next_update_at: field('time', 'computed', ['initial', 'update']),
  total_duration: field('total time', 'computed', ['resolution']),
  resolution: field('what fixed it', 'record', ['resolution']),
  affected: field('affected users/systems', 'record', ['resolution']),
  business_impact: field('business impact', 'sender', ['resolution']),
  data_integrity: field('data integrity status', 'sender', ['resolution']),
  review_date: field('date', 'computed', ['resolution']),
  report_date: field('date', 'computed', ['resolution']),
  contact_name: field('name', 'record', all),
  contact_info: field('contact info', 'record', all),
  incident_url: field('link to the incident', 'computed', all, false),
  war_room_url: field('link to the war room', 'record', all, false),
  commander: field('incident commander', 'record', all, false),
  declared_at: field('time of declaration', 'record', all, false),
  customer_facing: field('whether customers are affected', 'record', all, false),
};

/** No files, no includes, and bounded work: a template is text from a form. */
const engine = new Liquid({
  relativeReference: false,
  templates: {},
  parseLimit: 20_000,
  renderLimit: 500,
  memoryLimit: 1_000_000,
});

/** The fields a Liquid text reads, or what is wrong with its syntax. */
export function fieldsOf(text: string): {
  readonly fields: readonly string[];
  readonly fault: string | null;
} {
  try {
    return { fields: engine.globalVariablesSync(engine.parse(text)), fault: null };
  } catch (error) {
    return {
      fields: [],
      fault: error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error),
    };
  }
}

/** How prose shows a field: `{brief description}`. */
export function fieldLabel(name: string, kind: TemplateKind): string {
  if (name === 'severity') return 'P{severity}';
  if (name === 'status' && kind === 'update') return '{investigating/mitigating/resolved}';
  return `{${TEMPLATE_FIELDS[name]?.label ?? name}}`;
}
