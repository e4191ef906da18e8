import { expect, test } from 'vitest';
import { participantsOf } from './people.ts';

const [ana, ben, cleo] = [
  { id: 'a', name: 'Ana' },
  { id: 'b', name: 'Ben' },
  { id: 'c', name: 'Cleo' },
];
const attempt = (person: { id: string; name: string }, at: string, outcome = 'handed' as const) => ({
  ...{ person, at, outcome, level: 1, round: 1 },
  ...{ channel: 'email', channelLabel: 'email', messageId: null, reason: null },
});
const page = (over: object = {}) => ({
  status: 'open' as const,
  asking: [cleo],
  target: { kind: 'person' as const, ...cleo },
  attempts: [attempt(cleo, '2031-03-03T09:01:00Z'), attempt(cleo, '2031-03-03T09:06:00Z')],
  ...over,
});
const said = (...given: Parameters<typeof participantsOf>) =>
  participantsOf(...given).map(({ name, as, isSilent, pagedAt }) =>
    [name, as, isSilent ? 'silent' : '', pagedAt?.slice(11, 16)].filter(Boolean).join(' '),
  );

test('who was added and has not answered has not joined', () => {
  const incident = { commander: ana, responders: [ana, ben, cleo] };
  expect(said(incident, [page()])).toEqual(['Ana commander', 'Ben responder', 'Cleo paged silent 09:06']);
  expect(said(incident, [page({ status: 'acknowledged' })])).toEqual([
    'Ana commander',
    'Ben responder',
    'Cleo responder',
  ]);
});

test('who is on call and paged is there as well, and a page that has not left claims nothing', () => {
  const team = { kind: 'team' as const, id: 'payments', name: 'Payments' };
  const pending = page({
    target: team,
    attempts: [attempt(cleo, '2031-03-03T09:01:00Z', 'pending' as never)],
  });
  expect(said({ commander: null, responders: [] }, [pending])).toEqual(['Cleo paged silent']);
  expect(said({ commander: null, responders: [] }, [])).toEqual([]);
});

test('command given to somebody who has not answered is not command taken', () => {
  expect(said({ commander: cleo, responders: [ana, cleo] }, [page()])).toEqual([
    'Cleo commander silent 09:06',
    'Ana responder',
  ]);
});
