import { expect, test } from 'vitest';
import type { Incident } from '../incidents/index.ts';
import { Temporal } from '../kernel/index.ts';
import { blankPage } from './decide-page-facts.ts';
import { outlivedPages, roleAnswerOf } from './decide-role-page.ts';
import type { Page } from './model.ts';

const at = (time: string) => Temporal.Instant.from(`2031-03-03T${time}:00Z`);
type Of = Pick<Incident, 'status' | 'acknowledgedAt' | 'roles' | 'responderIds'>;
const incident = (over: Partial<Of> = {}): Of => ({
  ...{ status: 'investigating', acknowledgedAt: null, responderIds: ['pat'] },
  ...{ roles: { communications_lead: 'pat' }, ...over },
});
const page = (because: Page['because'], over: Partial<Page> = {}, personId = 'pat'): Page => ({
  ...blankPage(
    `${because} ${personId}`,
    { incidentId: 'i', now: at('09:00') },
    {
      ...{ target: { kind: 'person', personId }, because, stepId: null },
    },
  ),
  ...over,
});
const role = (over: Partial<Page> = {}) => page('role', over);
const answered = { status: 'acknowledged', endedBy: 'pat', endedAt: at('09:01') } as const;
const onCall = page('matrix', {}, 'ana');

test.each<[string, Page[], Partial<Of>, object | null]>([
  ['paged for the role alone', [onCall, role()], {}, { state: 'open', pagingGoesOn: true }],
  ['and answered: tapping again changes nothing', [onCall, role(answered)], {}, { state: 'answered' }],
  [
    'the role has gone to another',
    [role({ status: 'stopped' })],
    {},
    { state: 'ended', pagingGoesOn: false },
  ],
  ['paged for the incident too', [role(), page('matrix')], {}, null],
  ['paged for the incident since', [role(answered), page('news', { startedAt: at('09:02') })], {}, null],
  ['paged for the incident and not for a role', [page('added')], {}, null],
  ['never paged', [onCall], {}, null],
  ['has command', [role()], { roles: { incident_commander: 'pat', communications_lead: 'pat' } }, null],
  ['acknowledged already', [role()], { acknowledgedAt: at('09:00') }, null],
  ['over', [role()], { status: 'resolved' }, null],
])('an answer by somebody who is %s', (_, pages, over, expected) => {
  const found = roleAnswerOf(incident(over), 'pat', pages);
  if (expected === null) expect(found).toBeNull();
  else expect(found).toMatchObject(expected);
});

test.each<[string, Page, Partial<Of>, boolean]>([
  ['for a role that is theirs', role(), {}, false],
  ['for a role that another has', role(), { roles: { communications_lead: 'mia' } }, true],
  ['to a responder', page('added'), {}, false],
  ['to somebody who was removed', page('added'), { responderIds: [], roles: {} }, true],
  ['by the matrix, to anybody', page('matrix'), { responderIds: [], roles: {} }, false],
])('a page %s', (_, one, over, outlived) => {
  expect(outlivedPages(incident(over), [one])).toEqual(outlived ? [one] : []);
});
