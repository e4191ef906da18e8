import { type Instant, Temporal } from '../kernel/index.ts';
import { type Policy, type Severity, severityForWord, severityRank } from '../policy/index.ts';
import { MOST_SAID, type NewWords, wordsOf } from './decide-words.ts';
import type { SignalMember } from './model.ts';

/** The firing alerts of a notification group that is one alert, by fingerprint. */
export type Members = Readonly<Record<string, SignalMember>>;

/** A member of which somebody has been told. */
interface HeardMember extends SignalMember {
  /** What its title has said (decide-words.ts). */
  readonly said: readonly number[];
  /** When it was over; absent while it fires. */
  readonly overAt?: string;
}
export type HeardMembers = Readonly<Record<string, HeardMember>>;

/** What is known of the members of an alert that waits. */
export interface MembersSeen {
  /** By its newest notification; null for an alert that is no group. */
  readonly members: Members | null;
  /** All since it was last looked at; null when they have not changed. */
  readonly membersSince: Members | null;
  /** As they were then; null before, and of a process of before they were noted. */
  readonly membersHeard: HeardMembers | null;
}

/** One member as it is told; its title is the alert's where there were too many to keep theirs. */
export interface MemberNews {
  readonly title: string | undefined;
  readonly severityWord: string | null;
  readonly severity: Severity;
  /** When it was over before, if it fires again. */
  readonly lastOverAt: Instant | undefined;
}

export interface MembersRevision {
  /** They were not firing when it was last looked at. */
  readonly joined: readonly MemberNews[];
  readonly worsened: readonly (MemberNews & { readonly previous: Severity })[];
  readonly reworded: readonly (MemberNews & NewWords)[];
  /** To be kept until the next look; null for an alert that is no group. */
  readonly heard: HeardMembers | null;
}

/** Members that are over and may return, of which it is known when they were over: the last ones. */
const MOST_OVER = 200;

/** All members that an alert has had since it was last looked at. */
const membersOf = ({ members, membersSince }: MembersSeen): ReadonlyMap<string, SignalMember> =>
  new Map([...Object.entries(membersSince ?? {}), ...Object.entries(members ?? {})]);

/**
 * What is new of the members of an alert since it was last looked at. A member that came and went in between counts: that
 * nobody looked is no reason for nobody to hear. Of an alert whose members were not noted before, those of now are not news.
 */
export function reviseMembers(seen: MembersSeen, policy: Policy, now: Instant): MembersRevision {
  const { members, membersHeard } = seen;
  const fires = new Map(Object.entries(members ?? {}));
  const known = new Map(Object.entries(membersHeard ?? {}));
  const joined: MemberNews[] = [];
  const worsened: (MemberNews & { previous: Severity })[] = [];
  const reworded: (MemberNews & NewWords)[] = [];
  const heard = new Map<string, HeardMember>();
  for (const [key, member] of membersOf(seen)) {
    const before = known.get(key);
    const words = member.title === undefined ? undefined : wordsOf(member.title);
    const said = before?.said ?? [];
    const isNewWords = words !== undefined && !said.includes(words) && said.length < MOST_SAID;
    const over = fires.has(key) ? {} : { overAt: now.toString() };
    heard.set(key, { ...member, said: isNewWords ? [...said, words] : said, ...over });
    if (membersHeard === null) continue;
    const told = newsOf(member, policy, before);
    if (before === undefined || before.overAt !== undefined) joined.push(told);
    else {
      const previous = severityOf(before, policy);
      if (severityRank(told.severity) < severityRank(previous)) worsened.push({ ...told, previous });
      else if (isNewWords && before.title !== undefined && member.title !== undefined)
        reworded.push({ ...told, before: before.title, title: member.title });
    }
  }
  for (const [key, before] of known)
    if (!heard.has(key)) heard.set(key, { ...before, overAt: before.overAt ?? now.toString() });
  return { joined, worsened, reworded, heard: members === null ? null : Object.fromEntries(bounded(heard)) };
}

/** Each member of a new alert. @param lastOverAt when the alert before it with the same key was over */
export const newMembers = (
  seen: MembersSeen,
  policy: Policy,
  lastOverAt: Instant | undefined,
): readonly MemberNews[] =>
  [...membersOf(seen).values()].map((member) => ({ ...newsOf(member, policy, undefined), lastOverAt }));

/** A monitor that says nothing of how bad a member is leaves it to the policy's default. */
const severityOf = ({ severity }: SignalMember, policy: Policy): Severity =>
  severityForWord(policy, severity ?? null);

const newsOf = (member: SignalMember, policy: Policy, before: HeardMember | undefined): MemberNews => ({
  title: member.title,
  severityWord: member.severity ?? null,
  severity: severityOf(member, policy),
  lastOverAt: before?.overAt === undefined ? undefined : Temporal.Instant.from(before.overAt),
});

/** All that fire, and of those that are over the last ones. */
function bounded(heard: ReadonlyMap<string, HeardMember>): [string, HeardMember][] {
  const all = [...heard];
  const over = all
    .flatMap(([key, { overAt }]) => (overAt === undefined ? [] : [{ key, overAt }]))
    .sort((a, b) => (a.overAt < b.overAt ? 1 : -1))
    .slice(MOST_OVER)
    .map(({ key }) => key);
  const dropped = new Set(over);
  return all.filter(([key]) => !dropped.has(key));
}
