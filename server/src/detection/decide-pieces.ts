import { type Policy, type Severity, severityRank } from '../policy/index.ts';
import { type PendingAlert, type RewordedAlert, worstOf } from './decide-group.ts';
import { type MemberNews, type MembersRevision, type MembersSeen, newMembers } from './decide-members.ts';
import { rewordings } from './decide-words.ts';

/** An alert that is looked at, as severe as it has been since the last look. */
type Looked = PendingAlert &
  MembersSeen & {
    readonly severity: Severity;
    readonly newWords: readonly string[];
    readonly keepsChanging: boolean;
  };

/** One of the things that an alert speaks of, as an alert of its own that joins an incident or gets worse. */
const asPiece = <T extends Looked>(alert: T, member: MemberNews, place: string): T => ({
  ...alert,
  ...member,
  id: `${alert.id} ${place}`,
  title: member.title ?? alert.title,
});

const isExplained = (alert: { severity: Severity }, pieces: readonly { severity: Severity }[]): boolean => {
  const worst = worstOf(pieces);
  return worst !== undefined && severityRank(worst.severity) <= severityRank(alert.severity);
};

/**
 * A new alert in the pieces that it is told in: a notification group as its members, any other as itself and by the titles
 * it has had before anybody looked. Where no member is as severe as the group has been, the group is named as well.
 */
export function piecesOf<T extends Looked>(alert: T, policy: Policy): readonly T[] {
  const members = newMembers(alert, policy, alert.lastOverAt).map((member, index) =>
    asPiece(alert, member, `member ${index}`),
  );
  const earlier = alert.newWords
    .filter((title) => title !== alert.title)
    .map((title, index) => ({ ...alert, title, id: `${alert.id} title ${index}` }));
  return [...(isExplained(alert, members) ? members : [alert, ...members]), ...earlier];
}

/** The members of a known alert that have joined it. */
export const joinedPieces = <T extends Looked>(alert: T, { joined }: MembersRevision): readonly T[] =>
  joined.map((member, index) => asPiece(alert, member, `member ${index}`));

/** A known alert in the pieces that may have become worse: itself, unless its members say why it is as severe as it is. */
export function worsePieces<T extends Looked>(
  alert: T & { readonly previous: Severity | null },
  { joined, worsened }: MembersRevision,
): readonly (T & { readonly previous: Severity | null })[] {
  const members = worsened.map((member, index) => asPiece(alert, member, `worse ${index}`));
  return isExplained(alert, [...joined, ...members]) ? members : [alert, ...members];
}

/**
 * What a known alert, and each of its members, says that it has not said before.
 * @param told titles that are told already, because they have become worse
 */
export function rewordedPieces(
  { newWords, severity, severityWord, keepsChanging }: Looked,
  { reworded }: MembersRevision,
  told: ReadonlySet<string>,
): readonly RewordedAlert[] {
  const own = rewordings(newWords).map((words) => ({ ...words, severity, severityWord, keepsChanging }));
  const ofMembers = reworded.map((member) => ({
    ...{ before: member.before, title: member.title },
    ...{ severity: member.severity, severityWord: member.severityWord, keepsChanging: false },
  }));
  return [...own, ...ofMembers].filter(({ title }) => !told.has(title));
}
