import { z } from 'zod';
import { channelWord } from '../communication/index.ts';
import type { DirectoryFacts } from '../directory/index.ts';
import { type Policy, SEVERITIES, severity } from '../policy/index.ts';
import type { Coverage, Gap, GapCode, WaysOut } from './model.ts';

const person = z.object({ id: z.string(), name: z.string() });

const gapBody = z
  .object({
    code: z.string(),
    level: z.enum(['nobody_hears', 'somebody_else_hears', 'thin']).describe('How bad it is, worst first'),
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
    incidents: z.string().describe('The incidents that would run into it: P1, customer-facing P2'),
    sentence: z.string(),
    suggestion: z.string(),
    stretches: z.array(stretch).describe('When, in order; what follows at once is one'),
  })
  .meta({ id: 'CoverageFinding' });

export const coverageBody = z
  .object({
    from: z.string(),
    until: z.string(),
    situations: z.number().int().describe('Different situations looked at; together they are every instant'),
    timezone: z.string().describe("The organisation's"),
    findings: z.array(groupBody).describe('The gaps by what is missing, worst first'),
    gaps: z.array(gapBody).describe('Every stretch by itself, in order of time'),
  })
  .meta({ id: 'Coverage' });

const SUGGESTIONS: Readonly<Record<GapCode, string>> = {
  nobody_on_call: 'Add people to the rotation, or an override for this time.',
  level_empty: 'Add people to this level, or take the level away.',
  same_person_every_level: 'Shift one of the rotations by a turn, or add somebody to the second level.',
  same_person_next_level: 'Put somebody else on the later level.',
  nobody_left: 'Name a deputy or a fallback who is not on call here.',
  on_call_away: 'Arrange cover: an override for these days.',
  on_call_inactive: 'Take them out of the rotation.',
  no_page_method: 'Add a contact method, or switch one on again.',
  no_notice_method: 'Add a contact method, or switch one on again.',
  channel_not_set_up: 'Set the channel up, or add another contact method.',
  role_vacant: 'Name a holder or a deputy.',
  role_unavailable: 'Name a deputy who is there at this time.',
};

function say(gap: Gap, role: string, names: string): string {
  const at = gap.level === null ? '' : ` at level ${gap.level}`;
  const sentences: Readonly<Record<GapCode, string>> = {
    nobody_on_call: 'Nobody is on call.',
    level_empty: `Nobody is on call${at}.`,
    same_person_every_level: `${names} holds every on-call level: nobody is behind them.`,
    same_person_next_level: `The page asks nobody new${at}: ${names} was asked at the level before.`,
    nobody_left: `When nobody on call answers, nobody else is left to tell: ${names} was asked already.`,
    on_call_away: `${names} is on call${at} but away.`,
    on_call_inactive: `${names} is on call${at} but has left.`,
    no_page_method: `${names} cannot be paged by any contact method.`,
    no_notice_method: `${names} cannot be told by any contact method.`,
    channel_not_set_up: `${names} cannot be reached: the channel is not set up.`,
    role_vacant: `Nobody is ${role}.`,
    role_unavailable: `Everybody named as ${role} is away or has left.`,
  };
  return sentences[gap.code];
}

const THIN: readonly GapCode[] = [
  'level_empty',
  'same_person_every_level',
  'same_person_next_level',
  'nobody_left',
];

/** A gap as a person reads it. Names come from the directory at the moment of reading. */
function presentGap(gap: Gap, { people, teams }: DirectoryFacts, policy: Policy) {
  const named = (ids: readonly string[]) => ids.map((id) => ({ id, name: people.get(id)?.name ?? id }));
  const list = (ids: readonly string[]) =>
    named(ids)
      .map(({ name }) => name)
      .join(', ');
  const role = policy.roles[gap.role]?.title ?? gap.role;
  const instead = gap.instead.length > 0 ? ` Instead: ${list(gap.instead)}.` : ' Nobody hears instead.';
  const level = THIN.includes(gap.code)
    ? ('thin' as const)
    : gap.instead.length > 0
      ? ('somebody_else_hears' as const)
      : ('nobody_hears' as const);
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

function stretchesOf(
  gaps: readonly Pick<PresentedGap, 'from' | 'until'>[],
): { from: string; until: string }[] {
  const found: { from: string; until: string }[] = [];
  for (const { from, until } of gaps) {
    const last = found.at(-1);
    // In order of their begin; those of several people may overlap.
    if (last !== undefined && Date.parse(from) <= Date.parse(last.until)) {
      if (Date.parse(until) > Date.parse(last.until)) last.until = until;
    } else found.push({ from, until });
  }
  return found;
}

const WORST_FIRST: readonly PresentedGap['level'][] = ['nobody_hears', 'somebody_else_hears', 'thin'];

/** Gaps in order of time, by what is missing. Who hears instead may change from day to day and makes no new finding. */
function findingsOf(gaps: readonly PresentedGap[]): z.output<typeof groupBody>[] {
  const keyOf = ({ code, level, teamId, role, onCallLevel, people }: PresentedGap) =>
    JSON.stringify([code, level, teamId, role, onCallLevel, people.map(({ id }) => id)]);
  return [...Map.groupBy(gaps, keyOf).values()]
    .flatMap((group) => {
      const [gap] = group;
      if (!gap) return [];
      const { code, level, teamName, roleTitle, sentence, suggestion, affects } = gap;
      const same = group.every((each) => each.sentence === sentence);
      return [
        {
          code,
          level,
          teamName,
          roleTitle,
          incidents: incidentsOf(affects),
          sentence: same
            ? sentence
            : `${sentence.split(' Instead: ')[0]} Instead: whoever else is there that day.`,
          suggestion,
          stretches: stretchesOf(group),
        },
      ];
    })
    .sort((a, b) => WORST_FIRST.indexOf(a.level) - WORST_FIRST.indexOf(b.level));
}

/** "E-mail is not set up: no page and no notice can leave."; null when every channel in use is set up. */
export function channelsInWords({ notSetUp, reachesNobody }: WaysOut): string | null {
  const [first, ...others] = notSetUp.map(channelWord);
  if (first === undefined) return null;
  const names = [`${first.charAt(0).toUpperCase()}${first.slice(1)}`, ...others].join(' and ');
  const what = reachesNobody ? 'no page and no notice can leave' : 'nothing leaves by it';
  return `${names} ${others.length > 0 ? 'are' : 'is'} not set up: ${what}.`;
}

const EVERY_INCIDENT = SEVERITIES.flatMap((level) =>
  [false, true].map((customerFacing) => ({ severity: level, customerFacing })),
);

/** The first thing to read, for it makes everything below it idle: one finding, however many people it concerns. */
function channelFinding(
  proof: Coverage,
  waiting: readonly PresentedGap[],
  missing: ReadonlyMap<string, string>,
): z.output<typeof groupBody>[] {
  const sentence = channelsInWords(proof);
  if (sentence === null || (waiting.length === 0 && !proof.reachesNobody)) return [];
  const nobody = proof.reachesNobody || waiting.some(({ level }) => level === 'nobody_hears');
  const names = [...new Set(waiting.flatMap(({ people }) => people.map(({ name }) => name)))];
  const whom = proof.reachesNobody || names.length === 0 ? '' : ` No way to ${names.join(', ')}.`;
  const reasons = proof.notSetUp.flatMap((kind) => missing.get(kind) ?? []);
  return [
    {
      code: 'channel_not_set_up',
      level: nobody ? 'nobody_hears' : 'somebody_else_hears',
      teamName: null,
      roleTitle: 'Every role',
      incidents: incidentsOf(
        proof.reachesNobody ? EVERY_INCIDENT : waiting.flatMap(({ affects }) => affects),
      ),
      sentence: sentence + whom,
      suggestion: [...reasons, 'Set it where Tocsin runs, and start it again.'].join(' '),
      stretches: proof.reachesNobody
        ? [{ from: proof.from.toString(), until: proof.until.toString() }]
        : stretchesOf(waiting),
    },
  ];
}

/** @param missing what each channel that is not set up lacks, as the channel says it */
export function presentCoverage(
  proof: Coverage,
  directory: DirectoryFacts,
  policy: Policy,
  missing: ReadonlyMap<string, string>,
) {
  const gaps = proof.gaps.map((gap) => presentGap(gap, directory, policy));
  const [waiting, others] = [true, false].map((is) =>
    gaps.filter(({ code }) => (code === 'channel_not_set_up') === is),
  );
  return {
    from: proof.from.toString(),
    until: proof.until.toString(),
    situations: proof.situations,
    timezone: directory.organisation.timezone,
    findings: [...channelFinding(proof, waiting ?? [], missing), ...findingsOf(others ?? [])],
    gaps,
  };
}
