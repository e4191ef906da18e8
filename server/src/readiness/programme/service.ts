import type { MessageContent } from '../../communication/index.ts';
import { type DirectoryFacts, defaultTeamOf } from '../../directory/index.ts';
import { type TaskGroup, wakeAt } from '../../jobs/index.ts';
import { Fault, type Instant, notFound, theSystem, type Viewer } from '../../kernel/index.ts';
import { again, type Reader, type Tx } from '../../platform/db/index.ts';
import { newId } from '../../platform/ids.ts';
import { publishLive } from '../../platform/live/index.ts';
import { type Calendar, calendarFor, isWorkingTime, type Policy } from '../../policy/index.ts';
import type { Drill } from '../drills/index.ts';
import {
  complete,
  type DueWord,
  itemsOf,
  nextMorning,
  reopen,
  sayNow,
  skip,
  today,
  wanted,
} from './decide-programme.ts';
import type { Held, Occurrence } from './model.ts';
import type { ProgrammePorts } from './ports.ts';
import * as store from './store.ts';

const LOOK = 'programme.look';
const MOST_LISTED = 300;

interface Facts {
  readonly directory: DirectoryFacts;
  readonly policy: Policy;
  readonly version: number;
  readonly calendar: Calendar;
  readonly now: Instant;
}

const CONTENT: Readonly<
  Record<DueWord, (one: Occurrence) => Pick<MessageContent, 'subject' | 'headline' | 'paragraphs'>>
> = {
  remind: (one) => ({
    subject: `Due ${one.dueOn}: ${one.title}`,
    headline: `“${one.title}” is due by ${one.dueOn}.`,
    paragraphs: [
      one.kind === 'drill'
        ? 'Schedule the drill, or note when it was held and who was there.'
        : 'Hold the review, and note what it found.',
      'If it cannot be done this time, skip it with the reason.',
    ],
  }),
  escalate: (one) => ({
    subject: `Missed: ${one.title} (${one.period})`,
    headline: `“${one.title}” was due on ${one.dueOn} and was not done.`,
    paragraphs: ['It stays on the programme as missed. You can still record it when it is done.'],
  }),
};

/** Who sees to what, and what they are told. */
function createTelling(ports: ProgrammePorts) {
  const { clock } = ports;
  const factsOf = async (reader: Reader): Promise<Facts> => {
    const now = clock.now();
    const directory = await ports.directory.facts(reader);
    const { policy, version } = await ports.policies.current(reader);
    const { timezone: zone, calendarCountry: country, calendarRegion: region } = directory.organisation;
    return { directory, policy, version, calendar: calendarFor(policy, { zone, country, region }, now), now };
  };

  /** Who sees to it now; a role that no one holds falls back as the policy says. */
  const ownersOf = async (
    reader: Reader,
    one: Occurrence,
    { directory }: Facts,
  ): Promise<readonly string[]> => {
    const owner = one.ownerPersonId;
    if (owner !== null && directory.people.get(owner)?.active === true) return [owner];
    return ports.escalation.holdersIn(reader, defaultTeamOf(directory) ?? null, one.ownerRole);
  };

  const tell = async (tx: Tx, one: Occurrence, word: DueWord, facts: Facts): Promise<void> => {
    const owners = await ownersOf(tx, one, facts);
    const team = defaultTeamOf(facts.directory) ?? null;
    const managers =
      word === 'remind' ? [] : await ports.escalation.holdersIn(tx, team, 'engineering_manager');
    const content: MessageContent = {
      ...{ kind: 'notice', ...CONTENT[word](one), facts: [] },
      actions: [{ label: 'Open programme', url: `${ports.publicUrl}/programme`, kind: 'open' }],
      thread: { id: one.id, title: one.title },
    };
    const day = today(facts.now, facts.calendar);
    await ports.communication.enqueue(
      tx,
      [...new Set([...owners, ...managers])].map((personId) => ({
        ...{ key: `programme:${word}:${one.id}:${day}:${personId}`, purpose: 'notice' as const, personId },
        ...{ source: { kind: 'system', id: one.id, generation: 0 }, content, drill: false },
      })),
    );
  };
  return { factsOf, ownersOf, tell };
}

/** A drill that was held for the programme is over: attendance and evidence come from it. */
async function drillEnded(ports: ProgrammePorts, tx: Tx, drill: Drill): Promise<void> {
  const { factsOf } = createTelling(ports);
  if (drill.occurrenceId === null || drill.scorecard === null) return;
  const one = await store.lockOccurrence(tx, drill.occurrenceId);
  if (one === undefined || one.kind !== 'drill' || one.status === 'skipped' || one.heldOn !== null) return;
  // To have been planned is not to have been held.
  if (drill.scorecard.attended.length === 0) return;
  const { now, calendar } = await factsOf(tx);
  await store.saveOccurrence(tx, {
    ...one,
    ...{ status: one.status === 'missed' ? 'missed' : 'done', heldOn: today(now, calendar).toString() },
    ...{ attended: drill.scorecard.attended, settledAt: now, settledBy: theSystem },
    notes: `${drill.title}: ${drill.scorecard.met} of ${drill.scorecard.counted} targets met.`,
    links: [`${ports.publicUrl}/drills/${drill.id}`],
  });
}

/** Whether a drill may be planned for it. @throws Fault `invalid` */
async function checkPlanned(reader: Reader, id: string): Promise<void> {
  const one = await store.findOccurrence(reader, id);
  if (one?.kind === 'drill' && one.status !== 'skipped' && one.heldOn === null) return;
  const message = 'This is not a drill of the programme that is still to be held.';
  throw new Fault('invalid', 'invalid_drill', message, [{ path: 'occurrence', message }]);
}

/** What is open and in the policy. What the policy asks for no more is skipped, and nobody is told. */
async function stillAsked(tx: Tx, { policy, now }: Facts): Promise<readonly Occurrence[]> {
  const asked = itemsOf(policy);
  const open = await store.openOccurrences(tx);
  for (const one of open)
    if (!asked.has(one.itemId))
      await store.saveOccurrence(tx, skip(one, 'No longer in the policy.', theSystem, now));
  return open.filter(({ itemId }) => asked.has(itemId));
}

export type Programme = ReturnType<typeof createProgramme>;

/** @throws Fault `no_such_person` */
function mustKnow({ directory }: Facts, personIds: readonly string[]): void {
  if (personIds.some((id) => !directory.people.has(id)))
    throw new Fault('invalid', 'no_such_person', 'One of these people is not known.');
}

/** What comes round: drills, tests, reviews; when each is due, who sees to it, and what came of it (TRA-1, TRA-4). */
export function createProgramme(ports: ProgrammePorts, also: (tx: Tx) => Promise<void>) {
  const { database, clock } = ports;
  const { db } = database;
  const transaction = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
    again(() => database.transaction(work));
  const { factsOf, ownersOf, tell } = createTelling(ports);

  /** Each working morning: makes what comes next, reminds, and escalates what was missed. */
  const look = (): Promise<void> =>
    transaction(async (tx) => {
      await store.lockProgramme(tx);
      const facts = await factsOf(tx);
      const { calendar, now } = facts;
      for (const one of wanted(facts.policy, await store.knownPeriods(tx), calendar, now))
        await store.saveOccurrence(tx, { ...one, id: newId(clock) });
      for (const one of await stillAsked(tx, facts)) {
        const word = sayNow(one, calendar, now);
        if (word === null) continue;
        await tell(tx, one, word, facts);
        await store.saveOccurrence(
          tx,
          word === 'remind' ? { ...one, remindedAt: now } : { ...one, status: 'missed', escalatedAt: now },
        );
      }
      if (isWorkingTime(calendar, now)) await also(tx);
      await wakeAt(tx, { task: LOOK, key: 'all', runAt: nextMorning(calendar, now) });
      await publishLive(tx, { topic: 'drill' });
    });

  const act = (
    id: string,
    viewer: Viewer,
    action: string,
    decide: (one: Occurrence, facts: Facts) => Promise<Occurrence>,
    besides: (tx: Tx) => Promise<unknown> = async () => undefined,
  ): Promise<void> =>
    transaction(async (tx) => {
      const one = await store.lockOccurrence(tx, id);
      if (one === undefined) throw notFound('occurrence');
      await store.saveOccurrence(tx, await decide(one, await factsOf(tx)));
      await besides(tx);
      await ports.audit(tx, {
        actor: viewer.actor,
        ...{ action: `programme.${action}`, subjectKind: 'programme_occurrence', subjectId: id },
        details: { title: one.title, period: one.period },
      });
      await publishLive(tx, { topic: 'drill' });
    });

  /** The version that a review looked at: of the very runbook or policy, as it is now. */
  const versionOf = async ({ about }: Occurrence, subject: string | null, { version }: Facts) => {
    if (about === 'policy') return version;
    return about === 'runbook' && subject !== null ? ports.runbookVersion(subject) : null;
  };

  return {
    list: async () => {
      const facts = await factsOf(db);
      const items = await store.listOccurrences(db, MOST_LISTED);
      const owners = new Map<string, readonly string[]>();
      for (const one of items) if (one.status === 'open') owners.set(one.id, await ownersOf(db, one, facts));
      return { items, owners, facts };
    },
    complete: async (id: string, held: Held, viewer: Viewer): Promise<void> => {
      let confirmed: number | null = null;
      const decide = async (one: Occurrence, facts: Facts) => {
        mustKnow(facts, held.attended);
        // There is one policy: which one it was needs no telling.
        const subject = one.about === 'policy' ? 'policy' : held.subject;
        const subjectVersion = await versionOf(one, subject, facts);
        confirmed = one.about === 'policy' && held.outcome === 'still_right' ? subjectVersion : null;
        return complete(one, { ...held, subject, subjectVersion }, viewer.actor, facts.now, facts.calendar);
      };
      // The policy's own reviews list it as well, in the same transaction: neither is said without the other.
      await act(id, viewer, 'done', decide, async (tx) => {
        if (confirmed === null) return;
        const note = held.notes.slice(0, 5_000);
        await ports.policies.reviewIn(tx, viewer.actor, { version: confirmed, outcome: 'still_right', note });
      });
    },
    skip: (id: string, reason: string, viewer: Viewer): Promise<void> =>
      act(id, viewer, 'skipped', async (one, { now }) => skip(one, reason, viewer.actor, now)),
    reopen: (id: string, viewer: Viewer): Promise<void> =>
      act(id, viewer, 'reopened', async (one) => reopen(one)),
    assign: (id: string, personId: string | null, viewer: Viewer): Promise<void> =>
      act(id, viewer, 'assigned', async (one, { directory }) => {
        if (personId !== null && directory.people.get(personId)?.active !== true)
          throw new Fault('invalid', 'no_such_person', 'This person is not here.', [
            { path: 'personId', message: 'This person is not here.' },
          ]);
        return { ...one, ownerPersonId: personId };
      }),
    checkPlanned,
    drillEnded: (tx: Tx, drill: Drill): Promise<void> => drillEnded(ports, tx, drill),
    tasks: (): TaskGroup => ({ name: 'programme', concurrency: 1, tasks: { [LOOK]: look } }),
    /** Looks now, and each working morning from then on. */
    begin: (): Promise<void> =>
      database.transaction((tx) => wakeAt(tx, { task: LOOK, key: 'all', runAt: clock.now() })),
  };
}
