import { clockTime } from '../communication/index.ts';
import { type Incident, isOpen, referenceOf } from '../incidents/index.ts';
import { type Instant, isBefore, plusSeconds, type Zone } from '../kernel/index.ts';
import { statusWord } from './decide-room.ts';
import type { CardFacts } from './model.ts';
import type { ChannelRule, IncidentRoom, RoomMember } from './model-incident.ts';

/** The rules by which an incident gets a channel, one for each chat. */
export function rulesFor(
  rules: readonly ChannelRule[],
  { teamId, severity, status }: Pick<Incident, 'teamId' | 'severity' | 'status'>,
): readonly ChannelRule[] {
  const meant = rules.filter(
    (rule) =>
      isOpen(status) &&
      rule.severities.includes(severity) &&
      (rule.teams.length === 0 || (teamId !== null && rule.teams.includes(teamId))),
  );
  return meant.filter(({ channel }, index) => meant.findIndex((one) => one.channel === channel) === index);
}

/**
 * Whether another channel is to be made although the incident had some in this chat. One that people archived or deleted is not
 * made anew against their will; one that Tocsin archived is, when work goes on; what became restricted gets a private one.
 */
export function needsRoom(
  had: readonly Pick<IncidentRoom, 'state' | 'private' | 'byHand'>[],
  { visibility }: Pick<Incident, 'visibility'>,
): boolean {
  const fitting = had.filter((room) => room.private || visibility === 'organisation');
  return !fitting.some(({ state, byHand }) => state === 'wanted' || state === 'open' || byHand);
}

/** What stands above the messages of the channel. */
export function topicOf(
  { incident, commander }: Pick<CardFacts, 'incident' | 'commander'>,
  {
    nextUpdateAt,
    zone,
    now,
  }: { readonly nextUpdateAt: Instant | null; readonly zone: Zone; readonly now: Instant },
): string {
  const open = isOpen(incident.status);
  return [
    ...(incident.drill ? ['DRILL'] : []),
    incident.severity,
    statusWord(incident.status),
    ...(open ? [commander === null ? 'No commander yet' : `Commander: ${commander}`] : []),
    ...(nextUpdateAt === null || !open
      ? []
      : [`Next update: ${clockTime(nextUpdateAt, zone, now)} (${zone})`]),
  ].join(' · ');
}

/** What stands there when its readers may not see the incident any more. */
export const hiddenTopic = ({ number }: Pick<Incident, 'number'>): string =>
  `${referenceOf(number)} is restricted`;

/** Why a channel is over, with its last words; null: it goes on. */
export function endOf(
  room: Pick<IncidentRoom, 'private' | 'archive'>,
  { incident, mergedInto }: Pick<CardFacts, 'incident' | 'mergedInto'>,
  around: { readonly reviewed: boolean | null; readonly mergedRoom: string | null },
): { readonly farewell: string } | null {
  const reference = referenceOf(incident.number);
  if (incident.visibility === 'restricted' && !room.private)
    return {
      farewell: `${reference} is restricted. This channel is archived; those who take part have another one.`,
    };
  if (incident.status === 'merged') {
    const where = mergedInto === null ? 'another incident' : mergedInto;
    const go = around.mergedRoom === null ? '' : ` Continue in ${around.mergedRoom}.`;
    return { farewell: `${reference} was merged into ${where}.${go} This channel is archived.` };
  }
  if (incident.status !== 'closed' && incident.status !== 'resolved') return null;
  if (room.archive === 'never') return null;
  const farewell = `${reference} is ${incident.status === 'closed' ? 'closed' : 'reviewed'}. This channel is archived.`;
  // Null: nobody is to review it, so that its close is the end.
  if (room.archive === 'reviewed' && around.reviewed !== null) return around.reviewed ? { farewell } : null;
  return incident.status === 'closed' ? { farewell } : null;
}

/** Let in at most, those at work first: an incident that hundreds were told of is not talked through with hundreds. */
const MOST_MEMBERS = 100;
/** Somebody the chat did not know may have an account by now. */
const ASK_AGAIN_SECONDS = 3_600;

/** Who is to be let in next, and who is to be let out. */
export function movesOf(
  wanted: readonly string[],
  members: readonly RoomMember[],
  room: Pick<IncidentRoom, 'private'>,
  now: Instant,
): { readonly in: readonly string[]; readonly out: readonly string[] } {
  const known = new Map(members.map((member) => [member.personId, member]));
  const may = new Set(wanted);
  return {
    in: wanted.slice(0, MOST_MEMBERS).filter((id) => {
      const before = known.get(id);
      return (
        before === undefined ||
        (before.state === 'unknown' && !isBefore(now, plusSeconds(before.at, ASK_AGAIN_SECONDS)))
      );
    }),
    // A public channel is anybody's to stay in.
    out: room.private
      ? members.flatMap(({ personId, state }) => (state === 'joined' && !may.has(personId) ? [personId] : []))
      : [],
  };
}

/** Waits between looks in seconds: at work, and after. */
const LOOK = { open: 1_800, over: 6 * 3_600 } as const;
const PAUSES = [5, 15, 60, 300, 900] as const;

export const nextLookAt = (status: Incident['status'], now: Instant): Instant =>
  plusSeconds(now, isOpen(status) ? LOOK.open : LOOK.over);

/** After how many seconds it is tried again; never before the chat allows it. */
export const pauseOf = (tries: number, afterSeconds: number | undefined): number =>
  Math.max(PAUSES[Math.min(tries, PAUSES.length - 1)] ?? 900, afterSeconds ?? 0);
