import type { z } from 'zod';
import { type DirectoryFacts, maySeeAddress } from '../directory/index.ts';
import { COMMANDER } from '../incidents/index.ts';
import type { Principal } from '../platform/http/index.ts';
import { roleTitle } from './decide-message.ts';
import { type NextAsked, nextAsked } from './decide-next.ts';
import { othersToTell, pageFacts } from './decide-page-facts.ts';
import { type InvolvedPerson, involvedPeople, type Part } from './decide-people.ts';
import { activeLevels } from './decide-recipients.ts';
import { isReplaced } from './decide-step.ts';
import type { Ladder } from './ladder.ts';
import type { Page } from './model.ts';
import type { escalationReply, involvedReply } from './model-api.ts';

type Reply = z.input<typeof involvedReply>;

/** Everybody of an incident, each once, as the panel of people shows them. @param asker whose right to numbers counts */
export function presentPeople(parts: Ladder, asker: Principal): Reply[] {
  const { subject, steps, pages, since, answers, told } = parts;
  const turns = pages.flatMap((page) => {
    const next = nextTurn(parts, page);
    return next === null ? [] : [[page.id, next] as const];
  });
  return involvedPeople({
    ...subject,
    steps: steps.filter((step) => !isReplaced(step, steps)),
    ...{ pages, since, answers },
    turns: new Map(turns),
    othersMode: subject.policy.paging.exhausted.mode,
    notices: told,
  }).map((row) => presentRow(parts, row, asker));
}

function presentRow({ subject }: Ladder, row: InvolvedPerson, asker: Principal): Reply {
  const { directory } = subject;
  const named = (id: string) => ({ id, name: directory.people.get(id)?.name ?? '' });
  return {
    id: row.id,
    person: row.personId === null ? null : named(row.personId),
    standing: row.standing,
    parts: row.parts.map((part) => ({
      kind: part.kind,
      role: 'role' in part ? part.role : null,
      title: partTitle(subject, part),
    })),
    acknowledgedAt: row.acknowledgedAt?.toString() ?? null,
    contacts: row.contacts.map(({ at, channel, ...contact }) => ({
      ...contact,
      at: at.toString(),
      channelLabel: channel === null ? null : directory.kinds.label(channel),
    })),
    upcoming: row.upcoming.map((coming) => ({ ...coming, at: coming.at.toString() })),
    pageIds: [...row.pageIds],
    stepIds: [...row.stepIds],
    gap: row.gap,
    unavailable: row.unavailable.map(({ personId, because }) => ({ ...named(personId), because })),
    number: row.personId === null ? null : numberOf(directory, row.personId, asker),
  };
}

/** The roles that people get in this incident, who has each, and who covers it meanwhile. */
export function presentRoles({ subject }: Ladder): z.input<typeof escalationReply>['roles'] {
  const { policy, directory, incident, who, now } = subject;
  const named = (id: string) => ({ id, name: directory.people.get(id)?.name ?? '' });
  return Object.entries(policy.roles)
    .filter(([, { held }]) => held === 'incident')
    .map(([id, { title, description, covered_by: teamId }]) => ({
      id,
      title,
      description: description ?? null,
      commands: id === COMMANDER,
      person: incident.roles[id] === undefined ? null : named(incident.roles[id]),
      coveredBy:
        teamId === undefined
          ? null
          : {
              team: { id: teamId, name: directory.teams.get(teamId)?.name ?? teamId },
              people: (activeLevels(who, teamId, now)[0]?.people ?? []).map(named),
            },
    }));
}

/** A part as people call it: "CTO (deputy)", "On call, Payments, level 2". A team is named only where there are several. */
function partTitle({ policy, directory, teamIds }: Ladder['subject'], part: Part): string {
  const team = (id: string | null): string =>
    id === null || (teamIds.length === 1 && teamIds[0] === id)
      ? ''
      : `, ${directory.teams.get(id)?.name ?? id}`;
  switch (part.kind) {
    case 'responder':
      return 'Responder';
    case 'role':
      return roleTitle(policy, part.role);
    case 'on_call':
      return `On call${team(part.teamId)}${part.level !== null && part.level > 1 ? `, level ${part.level}` : ''}`;
    case 'step': {
      const via = part.via === 'deputy' || part.via === 'fallback' ? ` (${part.via})` : '';
      return `${roleTitle(policy, part.role)}${team(part.teamId)}${via}`;
    }
  }
}

/** What an open page does next by itself; null when it has ended, or when nobody is left. */
export function nextTurn({ subject, pages }: Ladder, page: Page): NextAsked | null {
  if (page.status !== 'open') return null;
  const open = pages.filter(({ status }) => status === 'open');
  const acknowledged = subject.incident.acknowledgedAt !== null;
  return nextAsked(page, pageFacts(subject, page, open), (then, exhausted) =>
    othersToTell({ ...subject, acknowledged }, then, open, exhausted),
  );
}

/** Where somebody can be called; null when they have no number, when the asker may not see it, and for the asker. */
export function numberOf(directory: DirectoryFacts, id: string, asker: Principal): string | null {
  if (asker.personId === id) return null;
  const method = directory.people
    .get(id)
    ?.contactMethods.find(
      (each) =>
        directory.kinds.isNumber(each.kind) &&
        each.disabledReason === null &&
        maySeeAddress(asker, id, each, directory.kinds),
    );
  return method?.address ?? null;
}
