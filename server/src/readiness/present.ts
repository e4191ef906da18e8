import { z } from 'zod';
import type { DirectoryFacts } from '../directory/index.ts';
import { andList, type Instant, isBefore, later } from '../kernel/index.ts';
import { type Policy, SEVERITIES, severity } from '../policy/index.ts';
import type { Coverage, Gap, GapCode, WaysOut } from './model.ts';

const person = z.object({ id: z.string(), name: z.string() });

const gapBody = z
  .object({
    code: z.string(),
    level: z.enum(['unreachable', 'reached_by_fallback', 'thin']).describe('Level of the gap, worst first'),
    teamId: z.string().nullable(),
    teamName: z.string().nullable(),
    role: z.string(),
    roleTitle: z.string(),
    onCallLevel: z.number().int().nullable(),
    people: z.array(person),
    instead: z.array(person),
    from: z.string(),
    until: z.string(),
    affects: z.array(z.object({ severity, customerFacing: z.boolean() })),
    sentence: z.string(),
    suggestion: z.string(),
  })
  .meta({ id: 'CoverageGap' });

const stretch = z.object({ from: z.string(), until: z.string() });

/** The same thing missing again and again (two rotations that meet) is one finding, not sixty. */
const groupBody = z
  .object({
    code: z.string(),
    level: gapBody.shape.level,
    teamName: z.string().nullable(),
    roleTitle: z.string(),
    incidents: z.string().describe('The affected incidents: P1, customer-facing P2'),
    sentence: z.string(),
    suggestion: z.string(),
    stretches: z.array(stretch).describe('When, in order; adjacent periods are joined'),
  })
  .meta({ id: 'CoverageFinding' });

export const coverageBody = z
  .object({
    from: z.string(),
    until: z.string(),
    situations: z.number().int().describe('Different situations looked at; together they are every instant'),
    timezone: z.string().describe("The organisation's"),
    findings: z.array(groupBody).describe('The gaps by what is missing, worst first'),
    gaps: z.array(gapBody).describe('Every period separately, in order of time; the first 5,000'),
    moreGaps: z.number().int().describe('Number of further periods; the findings include them all'),
  })
  .meta({ id: 'Coverage' });

const SUGGESTIONS: Readonly<Record<GapCode, string>> = {
  nobody_on_call: 'Add people to the rotation, or an override for this time.',
  level_empty: 'Add people to this level, or remove the level.',
  same_person_every_level: 'Offset one of the rotations, or add someone to the second level.',
  same_person_next_level: 'Put someone else on the later level.',
  nobody_left: 'Add a deputy or a fallback who is not on call here.',
  on_call_away: 'Add an override for these days.',
  on_call_inactive: 'Remove them from the rotation.',
  no_page_method: 'Add or re-enable a contact method.',
  no_notice_method: 'Add or re-enable a contact method.',
  channel_not_set_up: 'Configure the channel, or add another contact method.',
  role_vacant: 'Assign a holder or a deputy.',
  role_unavailable: 'Add a deputy who is available at this time.',
};

function say(gap: Gap, role: string, names: string): string {
  const at = gap.level === null ? '' : ` at level ${gap.level}`;
  const sentences: Readonly<Record<GapCode, string>> = {
    nobody_on_call: 'No one is on call.',
    level_empty: `No one is on call${at}.`,
    same_person_every_level: `${names} is on every on-call level: there is no backup.`,
    same_person_next_level: `No new person is paged${at}: ${names} was already paged at the previous level.`,
    nobody_left: `If no one on call acknowledges, no one else can be notified: ${names} was already paged.`,
    on_call_away: `${names} is on call${at} but away.`,
    on_call_inactive: `${names} is on call${at} but deactivated.`,
    no_page_method: `${names} cannot be paged by any contact method.`,
    no_notice_method: `${names} cannot be notified by any contact method.`,
    channel_not_set_up: `${names} cannot be reached: the channel is not configured.`,
    role_vacant: `No one is assigned as ${role}.`,
    role_unavailable: `Everyone assigned as ${role} is away or deactivated.`,
  };
  return sentences[gap.code];
}

const THIN: readonly GapCode[] = [
  'level_empty',
  'same_person_every_level',
  'same_person_next_level',
  'nobody_left',
];

const levelOf = ({ code, instead }: Gap): PresentedGap['level'] =>
  THIN.includes(code) ? 'thin' : instead.length > 0 ? 'reached_by_fallback' : 'unreachable';

/** A gap as a person reads it. Names come from the directory at the moment of reading. */
function presentGap(gap: Gap, { people, teams }: DirectoryFacts, policy: Policy) {
  const named = (ids: readonly string[]) => ids.map((id) => ({ id, name: people.get(id)?.name ?? id }));
  const list = (ids: readonly string[]) =>
    named(ids)
      .map(({ name }) => name)
      .join(', ');
  const role = policy.roles[gap.role]?.title ?? gap.role;
  const instead = gap.instead.length > 0 ? ` Instead: ${list(gap.instead)}.` : ' No fallback.';
  const level = levelOf(gap);
  return {
    code: gap.code,
    level,
    teamId: gap.teamId,
    teamName: gap.teamId === null ? null : (teams.get(gap.teamId)?.name ?? gap.teamId),
    role: gap.role,
    roleTitle: role,
    onCallLevel: gap.level,
    people: named(gap.personIds),
    instead: named(gap.instead),
    from: gap.from.toString(),
    until: gap.until.toString(),
    affects: gap.affects.map((kind) => ({ ...kind })),
    sentence: say(gap, role, list(gap.personIds)) + (level === 'thin' ? '' : instead),
    suggestion: SUGGESTIONS[gap.code],
  };
}

type PresentedGap = z.output<typeof gapBody>;
type Finding = z.output<typeof groupBody>;

/** `P1, customer-facing P2`: a severity by itself means whether customers are affected or not. */
function incidentsOf(affects: PresentedGap['affects']): string {
  const severities = [...new Set(affects.map((kind) => kind.severity))];
  return severities
    .map((severity) => {
      const of = affects.filter((kind) => kind.severity === severity);
      if (new Set(of.map(({ customerFacing }) => customerFacing)).size > 1) return severity;
      return `${of[0]?.customerFacing ? 'customer-facing' : 'internal'} ${severity}`;
    })
    .join(', ');
}

/** When, in order; what meets or overlaps is one. @param gaps in order of their begin */
function stretchesOf(gaps: readonly Pick<Gap, 'from' | 'until'>[]): { from: string; until: string }[] {
  const found: { from: Instant; until: Instant }[] = [];
  for (const { from, until } of gaps) {
    const last = found.at(-1);
    if (last === undefined || isBefore(last.until, from)) found.push({ from, until });
    else last.until = later(last.until, until);
  }
  return found.map(({ from, until }) => ({ from: from.toString(), until: until.toString() }));
}

const WORST_FIRST: readonly PresentedGap['level'][] = ['unreachable', 'reached_by_fallback', 'thin'];

/** Gaps in order of time, by what is missing. Who hears instead may change from day to day and makes no new finding. */
function findingsOf(gaps: readonly Gap[], directory: DirectoryFacts, policy: Policy): Finding[] {
  const keyOf = (gap: Gap) =>
    JSON.stringify([gap.code, levelOf(gap), gap.teamId, gap.role, gap.level, gap.personIds]);
  return [...Map.groupBy(gaps, keyOf).values()]
    .flatMap((group) => {
      const [gap] = group;
      if (!gap) return [];
      const { code, level, teamName, roleTitle, sentence, suggestion, affects } = presentGap(
        gap,
        directory,
        policy,
      );
      const same = group.every(({ instead }) => instead.join(' ') === gap.instead.join(' '));
      return [
        {
          code,
          level,
          teamName,
          roleTitle,
          incidents: incidentsOf(affects),
          sentence:
            same || level !== 'reached_by_fallback'
              ? sentence
              : `${sentence.split(' Instead: ')[0]} Instead: whoever else is available that day.`,
          suggestion,
          stretches: stretchesOf(group),
        },
      ];
    })
    .sort((a, b) => WORST_FIRST.indexOf(a.level) - WORST_FIRST.indexOf(b.level));
}

/** "E-mail is not set up: no page and no notice can leave."; null when every channel in use is set up. */
export function channelsInWords(
  { notSetUp, reachesNobody }: WaysOut,
  { kinds }: Pick<DirectoryFacts, 'kinds'>,
): string | null {
  const [first, ...others] = notSetUp.map(kinds.label);
  if (first === undefined) return null;
  const names = andList([`${first.charAt(0).toUpperCase()}${first.slice(1)}`, ...others]);
  const what = reachesNobody ? 'no pages or notices can be sent' : 'nothing is sent by it';
  return `${names} ${others.length > 0 ? 'are' : 'is'} not configured: ${what}.`;
}

const EVERY_INCIDENT = SEVERITIES.flatMap((level) =>
  [false, true].map((customerFacing) => ({ severity: level, customerFacing })),
);

/** The first thing to read, for it makes everything below it idle: one finding, however many people it concerns. */
function channelFinding(
  proof: Coverage,
  waiting: readonly Gap[],
  directory: DirectoryFacts,
  missing: ReadonlyMap<string, string>,
): Finding[] {
  const sentence = channelsInWords(proof, directory);
  if (sentence === null || (waiting.length === 0 && !proof.reachesNobody)) return [];
  const nobody = proof.reachesNobody || waiting.some((gap) => levelOf(gap) === 'unreachable');
  const ids = new Set(waiting.flatMap(({ personIds }) => personIds));
  const names = [...ids].map((id) => directory.people.get(id)?.name ?? id);
  const whom = proof.reachesNobody || names.length === 0 ? '' : ` Unreachable: ${names.join(', ')}.`;
  const reasons = proof.notSetUp.flatMap((kind) => missing.get(kind) ?? []);
  return [
    {
      code: 'channel_not_set_up',
      level: nobody ? 'unreachable' : 'reached_by_fallback',
      teamName: null,
      roleTitle: 'Every role',
      incidents: incidentsOf(
        proof.reachesNobody ? EVERY_INCIDENT : waiting.flatMap(({ affects }) => affects),
      ),
      sentence: sentence + whom,
      suggestion: [...reasons, 'Set it in Tocsin’s environment and restart.'].join(' '),
      stretches: stretchesOf(proof.reachesNobody ? [proof] : waiting),
    },
  ];
}

/** Each has names and sentences; tens of thousands would take a second to write, in which no page leaves. */
const MOST_GAPS = 5_000;

/** @param missing what each channel that is not set up lacks, as the channel says it */
export function presentCoverage(
  proof: Coverage,
  directory: DirectoryFacts,
  policy: Policy,
  missing: ReadonlyMap<string, string>,
) {
  const [waiting = [], others = []] = [true, false].map((is) =>
    proof.gaps.filter(({ code }) => (code === 'channel_not_set_up') === is),
  );
  return {
    from: proof.from.toString(),
    until: proof.until.toString(),
    situations: proof.situations,
    timezone: directory.organisation.timezone,
    findings: [
      ...channelFinding(proof, waiting, directory, missing),
      ...findingsOf(others, directory, policy),
    ],
    gaps: proof.gaps.slice(0, MOST_GAPS).map((gap) => presentGap(gap, directory, policy)),
    moreGaps: Math.max(0, proof.gaps.length - MOST_GAPS),
  };
}
