import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from 'vitest';
import { comingLines, giveAccount, inHowLong, pastLines } from './account.ts';
import { createDemoApi, type Page, type Step } from './api.ts';

const now = Date.parse('2031-03-03T14:08:00Z');

const step = (roleTitle: string, sendAt: string, more: Partial<Step> = {}): Step => ({
  id: roleTitle,
  roleTitle,
  mode: 'inform',
  status: 'planned',
  deadline: null,
  sendAt,
  people: [],
  ...more,
});

const page = (more: Partial<NonNullable<Page['next']>>, status: Page['status'] = 'open'): Page => ({
  status,
  next: {
    at: '2031-03-03T14:13:00Z',
    people: [],
    again: false,
    others: [],
    othersMode: 'page',
    ...more,
  },
});

describe('the account of what comes next', () => {
  test.each([
    [40_000, 'in 40 s'],
    [6 * 60_000, 'in 6 min'],
    [3 * 3_600_000, 'in 3 h'],
    [-5000, 'in 0 s'],
  ])('%d ms from now is "%s"', (ms, text) => {
    expect(inHowLong(now, now + ms)).toBe(text);
  });

  test('lists the planned steps and the open page, soonest first, and leaves out what is over', () => {
    const steps = [
      step('CEO', '2031-03-03T14:37:00Z'),
      step('CTO', '2031-03-03T14:14:00Z', { people: [{ name: 'Lena' }], deadline: '2031-03-03T14:15:00Z' }),
      step('Product owner', '2031-03-03T14:10:00Z', { status: 'sent' }),
    ];
    const pages = [page({ people: [{ name: 'Ana' }], again: true })];
    const lines = comingLines(steps, pages, now);
    expect(lines).toHaveLength(3);
    expect(lines[0]).toMatch(/:13 {2}in 5 min +Ana is paged again, unless acknowledged$/);
    expect(lines[1]).toMatch(/:14 {2}in 6 min +Lena \(CTO\) is notified; deadline \d\d:15$/);
    expect(lines[2]).toMatch(/:37 {2}in 29 min +CEO is notified$/);
  });

  test('an acknowledged page is not announced again', () => {
    expect(comingLines([], [page({ people: [{ name: 'Ana' }] }, 'acknowledged')], now)).toEqual([]);
  });

  test.each<[string, Parameters<typeof page>[0]]>([
    ['Ben is paged, unless', { people: [{ name: 'Ben' }] }],
    ['Mia is notified, unless', { others: [{ name: 'Mia' }], othersMode: 'inform' }],
    ['Paging begins again, unless', {}],
  ])('names who is next: %s', (text, next) => {
    expect(comingLines([], [page(next)], now)[0]).toContain(text);
  });
});

test('what happened is in order of time, with the mails of this incident and not those of others', () => {
  const mail = (at: string, subject: string) => ({ at, to: ['ana@example.com'], subject });
  const lines = pastLines(
    [
      { at: '2031-03-03T14:08:00Z', sentence: 'Opened' },
      { at: '2031-03-03T14:08:02Z', sentence: 'Ana is paged' },
    ],
    [
      mail('2031-03-03T14:08:02Z', 'P1 Checkout — INC-1'),
      mail('2031-03-03T14:08:03Z', 'P3 Search — INC-12'),
      mail('2031-03-03T14:08:01Z', 'Choose a password'),
    ],
    'INC-1',
  );
  expect(lines.map((line) => line.trim().replace(/^\d\d/, 'hh'))).toEqual([
    'hh:08:00  Opened',
    'hh:08:01  Mail to ana@example.com: Choose a password',
    'hh:08:02  Ana is paged',
    'hh:08:02  Mail to ana@example.com: P1 Checkout — INC-1',
  ]);
});

test('a laptop that wakes up answers 503 for a while: the account says so, goes on, and loses no mail', async () => {
  let asked = 0;
  const server = createServer((request, response) => {
    asked += 1;
    response.statusCode = asked === 1 ? 503 : 200;
    const entry = { seq: 1, at: '2031-03-03T14:08:00Z', sentence: 'Opened' };
    const body = request.url?.includes('timeline') ? { items: [entry] } : { steps: [], pages: [] };
    response.end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const said: string[] = [];
  const ending = new AbortController();
  const mails = [{ at: '2031-03-03T14:08:01Z', to: ['ana@example.com'], subject: 'Page: INC-1' }];
  const api = createDemoApi(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, 'token');
  await giveAccount(
    api,
    {
      reference: 'INC-1',
      title: 'Down',
      severity: 'P1',
      status: 'investigating',
      open: true,
      acknowledgedAt: null,
    },
    () => mails.splice(0),
    (line) => {
      said.push(line.trim().replace(/^\d\d:/, 'hh:'));
      if (line === 'Nothing more is planned' || said.length > 9) ending.abort();
    },
    ending.signal,
  );
  server.close();
  expect(said.slice(0, 4)).toEqual([
    'Tocsin does not respond. Retrying every second ...',
    'Tocsin responds again.',
    'hh:08:00  Opened',
    'hh:08:01  Mail to ana@example.com: Page: INC-1',
  ]);
});
