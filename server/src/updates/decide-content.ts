import type { MessageContent } from '../communication/index.ts';
import { FELL_BACK } from '../escalation/index.ts';
import { capital, discretion, referenceOf } from '../incidents/index.ts';
import type { Zone } from '../kernel/index.ts';
import {
  type FilledMessage,
  fieldsRead,
  fillMessage,
  type Readers,
  type TemplateKind,
} from '../policy/index.ts';
import { type FieldFacts, fieldValues } from './decide-fields.ts';
import { FACT_WORDS } from './model.ts';

/** Why somebody gets a message, and how they leave. */
interface Because {
  readonly sentence: string | null;
  readonly leaveUrl: string | null;
}

/** What a field is about, for one that is not known and has a line to itself. */
const ALONE: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(FACT_WORDS).map(([name, words]) => [name, capital(words)])),
  progress: 'News',
  resolution: 'Resolution',
  systems: 'Affected systems',
};
const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

const KINDS = { initial: 'notice', update: 'update', resolution: 'resolved' } as const;

/** A message in the policy's words, filled for these readers. */
export function filled(
  facts: FieldFacts,
  kind: TemplateKind,
  as: { readonly readers: Readers; readonly zone: Zone; readonly title?: string },
): FilledMessage {
  const values = Object.entries(fieldValues(facts, { ...as, kind })).flatMap(([name, { text, known }]) => [
    [name, text],
    [`${name}_alone`, known ? text : `${ALONE[name] ?? name}: ${lowerFirst(text)}`],
  ]);
  return fillMessage(facts.policy.templates, kind, as.readers, Object.fromEntries(values));
}

/** The fields of a message that nobody knows yet, as its sender is told. */
export function missingFields(facts: FieldFacts, kind: TemplateKind, readers: Readers): readonly string[] {
  const values = fieldValues(facts, { kind, readers, zone: 'UTC' });
  const open = Object.entries(values).flatMap(([name, value]) => (value.known ? [] : [name]));
  return fieldsRead(facts.policy.templates, kind, readers, open);
}

const insideLinks = ({ incidentUrl, warRoomUrl, chatRoom }: FieldFacts): MessageContent['actions'] => [
  { label: 'Open incident', url: incidentUrl, kind: 'open' },
  ...(warRoomUrl === null ? [] : [{ label: 'Join war room', url: warRoomUrl, kind: 'open' as const }]),
  ...(chatRoom === null ? [] : [{ ...chatRoom, kind: 'open' as const }]),
];

/** An update as its reader gets it, on whatever channel (COM-1 to COM-3). Outsiders get no link inside. */
export function updateContent(
  facts: FieldFacts,
  kind: TemplateKind,
  as: { readonly readers: Readers; readonly zone: Zone },
  because: Because,
): MessageContent {
  const { incident } = facts;
  const { subject, short, paragraphs, fellBack } = filled(facts, kind, as);
  const outside = as.readers === 'customers';
  return {
    kind: KINDS[kind],
    subject,
    headline: short,
    facts: [],
    paragraphs: [
      ...paragraphs,
      ...(fellBack === undefined || outside ? [] : [FELL_BACK]),
      ...(because.sentence === null ? [] : [because.sentence]),
    ],
    actions: [
      ...(outside ? [] : insideLinks(facts)),
      ...(because.leaveUrl === null
        ? []
        : [{ label: 'Unsubscribe', url: because.leaveUrl, kind: 'open' as const }]),
    ],
    thread: {
      id: incident.id,
      title: outside ? subject : `${referenceOf(incident.number)} ${incident.title}`,
    },
    // What outsiders read is written for them, and names no incident of ours.
    ...(outside ? {} : discretion(incident)),
  };
}
