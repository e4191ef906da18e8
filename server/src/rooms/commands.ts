import type { ChatAccount } from '../communication/index.ts';
import { clockTime } from '../communication/index.ts';
import type { DirectoryFacts, Person } from '../directory/index.ts';
import type { Escalation } from '../escalation/index.ts';
import { type IncidentsChapter, referenceOf, requiredText, TITLE_MAX } from '../incidents/index.ts';
import { andList, type Clock, Fault, type Viewer } from '../kernel/index.ts';
import type { OnCall, OnCallLevel } from '../oncall/index.ts';
import type { Database, Reader } from '../platform/db/index.ts';
import { type Permission, permissionsOf } from '../platform/http/index.ts';
import type { Severity } from '../policy/index.ts';
import { callerOf } from './decide-caller.ts';
import { type ChatCommand, HELP, readCommand } from './decide-command.ts';
import { type Candidate, targetOf } from './decide-target.ts';

export interface CommandDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly directory: { facts(reader: Reader): Promise<DirectoryFacts> };
  readonly onCall: Pick<OnCall, 'now'>;
  readonly escalation: Pick<Escalation, 'pageByHand'>;
  readonly commands: IncidentsChapter['commands'];
  readonly publicUrl: string;
  /** Sends an update to those who were told of the incident. Filled in by app/rooms.ts: updates come later. */
  readonly sendUpdate: (ref: string, text: string, viewer: Viewer) => Promise<unknown>;
}

/** Characters of a note or an update, as on the web. */
const LONGEST_TEXT = 4_000;
/** Open incidents named in one answer. */
const MOST_LISTED = 15;

/** Somebody who gives a command, with what they may do. */
interface Caller {
  readonly person: Person;
  readonly viewer: Viewer;
  readonly facts: DirectoryFacts;
}

/** What people do from a chat, each as themselves: the same rules as on the web, and the same record. */
export class ChatCommands {
  readonly #deps: CommandDeps;

  constructor(deps: CommandDeps) {
    this.#deps = deps;
  }

  /** @returns what to tell whoever asked */
  async run(kind: string, by: ChatAccount, text: string): Promise<string> {
    const command = readCommand(text);
    if (command.type === 'help') return HELP;
    if (command.type === 'incomplete') return command.sentence;
    const facts = await this.#deps.directory.facts(this.#deps.database.db);
    const caller = callerOf(facts.people.values(), kind, by, this.#deps.publicUrl);
    if (!caller.ok) return caller.sentence;
    const { person } = caller;
    const viewer: Viewer = {
      actor: { kind: 'person', personId: person.id, via: 'channel' },
      role: person.role,
    };
    try {
      return await this.#do({ person, viewer, facts }, command);
    } catch (error) {
      if (error instanceof Fault) return error.message;
      throw error;
    }
  }

  #do(caller: Caller, command: Exclude<ChatCommand, { type: 'help' | 'incomplete' }>): Promise<string> {
    switch (command.type) {
      case 'list':
        return this.#list(caller);
      case 'declare':
        return this.#declare(caller, command.severity, command.title);
      case 'acknowledge':
        return this.#acknowledge(caller, command.ref);
      case 'command':
        return this.#takeCommand(caller, command.ref);
      case 'note':
        return this.#note(caller, command.ref, command.text);
      case 'update':
        return this.#update(caller, command.ref, command.text);
      case 'page':
        return this.#page(caller, command.ref, command.target);
      case 'whoison':
        return this.#whoIsOn(caller, command.team);
    }
  }

  async #list(caller: Caller): Promise<string> {
    may(caller, 'incidents:read');
    const filter = {
      ...({ status: 'open', severity: [], systemId: null, teamId: null, responderId: null } as const),
      ...({ drill: null, q: null, order: 'urgency' } as const),
    };
    const { items, nextCursor } = await this.#deps.commands.list(filter, null, MOST_LISTED, caller.viewer);
    if (items.length === 0) return 'No open incidents.';
    const lines = items.map(({ reference, severity, title, acknowledgedAt, drill }) => {
      const state = acknowledgedAt === null ? 'not acknowledged' : 'acknowledged';
      return `${drill ? '[DRILL] ' : ''}${reference} ${severity} ${title} (${state})`;
    });
    const more = nextCursor === null ? [] : [`More: ${this.#deps.publicUrl}/incidents`];
    return [...lines, ...more].join('\n');
  }

  async #declare(caller: Caller, severity: Severity, title: string): Promise<string> {
    may(caller, 'incidents:declare');
    const checked = requiredText(TITLE_MAX).safeParse(title);
    if (!checked.success) return `A title has at most ${TITLE_MAX} characters.`;
    const { incident } = await this.#deps.commands.declare(
      {
        ...{
          title: checked.data,
          severity,
          severityReason: 'Declared in a chat.',
          answers: {},
          systemIds: [],
        },
        ...{ customerFacing: null, symptoms: '', startedAt: null, detectedAt: null },
      },
      caller.viewer.actor,
      null,
    );
    const reference = referenceOf(incident.number);
    return `Declared ${reference} (${incident.severity}): ${incident.title}\nAdd systems and symptoms: ${this.#deps.publicUrl}/incidents/${reference}`;
  }

  async #acknowledge(caller: Caller, ref: string): Promise<string> {
    may(caller, 'incidents:respond');
    const incident = await this.#deps.commands.command(ref, { type: 'acknowledge' }, caller.viewer);
    const reference = referenceOf(incident.number);
    const by = incident.acknowledgedBy;
    if (by?.kind === 'person' && by.personId === caller.person.id)
      return `You acknowledged ${reference}. Paging has stopped.`;
    const name = by?.kind === 'person' ? caller.facts.people.get(by.personId)?.name : undefined;
    return `${reference} was acknowledged by ${name ?? 'someone else'} before. You have joined the response.`;
  }

  async #takeCommand(caller: Caller, ref: string): Promise<string> {
    may(caller, 'incidents:respond');
    const command = { type: 'take_command', personId: caller.person.id } as const;
    const incident = await this.#deps.commands.command(ref, command, caller.viewer);
    return `You have command of ${referenceOf(incident.number)}.`;
  }

  async #note(caller: Caller, ref: string, text: string): Promise<string> {
    may(caller, 'incidents:respond');
    const checked = requiredText(LONGEST_TEXT).safeParse(text);
    if (!checked.success) return `A note has at most ${LONGEST_TEXT} characters.`;
    const command = { type: 'note', note: 'note', text: checked.data, happenedAt: null } as const;
    const incident = await this.#deps.commands.command(ref, command, caller.viewer);
    return `Noted on ${referenceOf(incident.number)}.`;
  }

  async #update(caller: Caller, ref: string, text: string): Promise<string> {
    may(caller, 'incidents:respond');
    const checked = requiredText(LONGEST_TEXT).safeParse(text);
    if (!checked.success) return `An update has at most ${LONGEST_TEXT} characters.`;
    await this.#deps.sendUpdate(ref, checked.data, caller.viewer);
    return `Update sent. Who got it: ${this.#deps.publicUrl}/incidents/${encodeURIComponent(ref.toUpperCase())}`;
  }

  async #page(caller: Caller, ref: string, target: string): Promise<string> {
    may(caller, 'incidents:respond');
    const found = targetOf(target, [...teamsOf(caller.facts), ...peopleOf(caller.facts)]);
    if (!found.ok) return found.sentence;
    const { kind, id, name } = found.target;
    const whom = kind === 'team' ? ({ kind, teamId: id } as const) : ({ kind, personId: id } as const);
    await this.#deps.escalation.pageByHand(ref, whom, caller.viewer);
    return `Paging ${kind === 'team' ? `the on-call of ${name}` : name}.`;
  }

  async #whoIsOn(caller: Caller, text: string): Promise<string> {
    may(caller, 'oncall:read');
    const { facts } = caller;
    const found = targetOf(text, teamsOf(facts));
    if (!found.ok) return found.sentence;
    const team = found.target;
    const now = this.#deps.clock.now();
    const answer = await this.#deps.onCall.now(this.#deps.database.db, team.id, now);
    if (answer === null || answer.levels.length === 0) return `${team.name} has no on-call schedule.`;
    const lines = answer.levels.map((level) => this.#level(level, facts, caller.person));
    return [`On call for ${team.name}:`, ...lines].join('\n');
  }

  #level({ level, people, until }: OnCallLevel, facts: DirectoryFacts, reader: Person): string {
    const names = people.map(({ personId }) => facts.people.get(personId)?.name ?? 'Deleted user');
    const zone = reader.timezone;
    const end = until === null ? '' : `, until ${clockTime(until, zone, this.#deps.clock.now())} (${zone})`;
    return `Level ${level}: ${names.length === 0 ? 'no one' : andList(names)}${end}`;
  }
}

const teamsOf = ({ teams }: DirectoryFacts): readonly Candidate[] =>
  [...teams.values()].flatMap(({ id, name, archived }) => (archived ? [] : [{ kind: 'team', id, name }]));

const peopleOf = ({ people }: DirectoryFacts): readonly Candidate[] =>
  [...people.values()].flatMap(({ id, name, email, active }) =>
    active ? [{ kind: 'person', id, name, email }] : [],
  );

/** @throws Fault `forbidden` */
function may({ person }: Pick<Caller, 'person'>, permission: Permission): void {
  if (permissionsOf(person.role).has(permission)) return;
  throw new Fault(
    'forbidden',
    'not_allowed',
    `You do not have the permission "${permission}". Ask an administrator.`,
  );
}
