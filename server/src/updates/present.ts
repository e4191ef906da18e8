import { actorName, type Names, namesFrom } from '../incidents/index.ts';
import { type Actor, isAtOrBefore, type Json } from '../kernel/index.ts';
import { TEMPLATE_FIELDS, type TemplateKind } from '../policy/index.ts';
import type { Case } from './case.ts';
import { missingFields } from './decide-content.ts';
import type { FieldFacts } from './decide-fields.ts';
import { currentPromise, nextUpdate } from './decide-promise.ts';
import { FACT_NAMES, FACT_WORDS, type Receiver } from './model.ts';
import { type DraftBody, draftBody, type PreviewReply, type UpdatesReply } from './model-api.ts';
import type { Outgoing, Sender } from './send.ts';
import type { StoredDraft } from './store.ts';

interface Shown {
  readonly kind: TemplateKind;
  readonly subject: Case;
  readonly messages: readonly { readonly source: { readonly id: string }; readonly state: string }[];
  readonly drafts: readonly StoredDraft[];
  readonly audiences: UpdatesReply['audiences'];
  readonly rooms: UpdatesReply['rooms'];
  /** Whose draft is "mine". */
  readonly author: string;
}

const SENT = new Set(['accepted', 'delivered']);
const FAILED = new Set(['dead', 'suppressed', 'stopped']);

const actorReply = (actor: Actor, names: Names) => ({
  id: actor.kind === 'person' ? actor.personId : null,
  name: actorName(actor, names),
});

function deliveriesOf(messages: Shown['messages'], id: string) {
  const own = messages.filter(({ source }) => source.id === id);
  const sent = own.filter(({ state }) => SENT.has(state)).length;
  const failed = own.filter(({ state }) => FAILED.has(state)).length;
  return { total: own.length, sent, failed, waiting: own.length - sent - failed };
}

export function presentUpdates({
  kind,
  subject,
  messages,
  drafts,
  audiences,
  rooms,
  author,
}: Shown): UpdatesReply {
  const { record, promises, incident, policy, directory, calendar, now } = subject;
  const names = namesFrom({ directory, integrations: new Map() }, policy);
  const promise = currentPromise(promises) ?? promises.findLast(({ status }) => status === 'missed');
  const next = subject.open ? nextUpdate({ policy, calendar, severity: incident.severity }, now) : null;
  const count = (status: string) => promises.filter((each) => each.status === status).length;
  return {
    kind,
    updates: record.updates.toReversed().map((update) => ({
      ...{ id: update.id, seq: update.seq, at: update.at.toString(), kind: update.kind },
      by: actorReply(update.actor, names),
      ...{ text: update.text, publicText: update.publicText, audiences: [...update.audiences] },
      people: update.personIds.map((id) => ({ id, name: names.person(id) })),
      addresses: update.addresses,
      rooms: update.rooms.map(({ name }) => name),
      nextUpdateAt: update.nextUpdateAt?.toString() ?? null,
      deliveries: deliveriesOf(messages, update.id),
    })),
    promise:
      promise === undefined || !subject.open || answered(subject, promise)
        ? null
        : {
            id: promise.id,
            dueAt: promise.dueAt.toString(),
            overdue: isAtOrBefore(promise.dueAt, now),
          },
    promises: { kept: count('kept'), missed: count('missed') },
    nextUpdateAt: next?.dueAt.toString() ?? null,
    facts: FACT_NAMES.map((name) => {
      const fact = record.facts.get(name);
      return {
        ...{ name, label: FACT_WORDS[name], text: fact?.text ?? null, at: fact?.at.toString() ?? null },
        by: fact === undefined ? null : actorReply(fact.actor, names),
      };
    }),
    drafts: drafts.map((draft) => presentDraft(draft, names, author)),
    audiences,
    rooms,
  };
}

/** A missed promise is shown until the update comes after all. */
const answered = ({ record }: Case, { status, dueAt }: Case['promises'][number]): boolean =>
  status === 'missed' && record.updates.some(({ text, at }) => text !== null && isAtOrBefore(dueAt, at));

function presentDraft({ author, body, updatedAt }: StoredDraft, names: Names, me: string) {
  const draft: DraftBody = draftBody.parse(body as Json);
  const person = author.startsWith('token:') ? null : author;
  return {
    author: { id: person, name: person === null ? 'API token' : names.person(person) },
    mine: author === me,
    updatedAt: updatedAt.toString(),
    ...{ text: draft.text, publicText: draft.publicText, facts: draft.facts },
    audiences: draft.audiences ?? null,
    nextUpdateAt: draft.nextUpdateAt ?? null,
  };
}

/** Exactly what will be sent, one for each wording; times as its first reader has them. */
export function presentPreview(
  subject: Case,
  update: Outgoing,
  facts: FieldFacts,
  sender: Sender,
): PreviewReply {
  const { directory } = subject;
  const byReaders = Map.groupBy(update.receivers, ({ readers }) => readers);
  return {
    kind: update.kind,
    nextUpdateAt: update.nextUpdateAt?.toString() ?? null,
    rooms: update.rooms.map(({ name }) => name),
    messages: [...byReaders].map(([readers, receivers]) => {
      const [first] = receivers as [Receiver];
      const { subject: line, headline, paragraphs } = sender.content(subject, facts, update.kind, first);
      return {
        readers,
        ...{ subject: line, short: headline, paragraphs: [...paragraphs] },
        fellBack: sender.fellBack(facts, update.kind, readers) ?? null,
        missing: missingFields(facts, update.kind, readers).map((field) => ({
          field,
          label: TEMPLATE_FIELDS[field]?.label ?? field,
        })),
        people: receivers.flatMap(({ to }) =>
          to.kind === 'person'
            ? [{ id: to.personId, name: directory.people.get(to.personId)?.name ?? 'Deleted user' }]
            : [],
        ),
        addresses: receivers.flatMap(({ to }) => (to.kind === 'address' ? [to.address] : [])),
      };
    }),
  };
}
