import { readFileSync } from 'node:fs';
import { afterEach, expect, test } from 'vitest';
import { Temporal } from '../../src/kernel/index.ts';
import { Harness } from '../harness/index.ts';

const example = readFileSync(new URL('../../../examples/org.yaml', import.meta.url), 'utf8');

interface Gap {
  level: string;
  code: string;
  teamName: string | null;
  role: string;
  from: string;
  until: string;
  people: { name: string }[];
  instead: { name: string }[];
}

let harness: Harness;
afterEach(() => harness.close());

const names = (people: { name: string }[]) => people.map(({ name }) => name).join(', ');
const line = ({ from, until, teamName, role, code, people, instead }: Gap) =>
  [from, until, `${teamName} ${role} ${code}`, names(people), names(instead)].join(' | ');

async function gapsFrom(start: string): Promise<{ from: string; until: string; gaps: Gap[] }> {
  harness = await Harness.start();
  await harness.advanceTo(Temporal.Instant.from(start));
  const applied = await harness.http('PUT', '/api/v1/config', example, {
    headers: { 'content-type': 'text/yaml' },
  });
  if (applied.status !== 200) throw new Error(applied.text);
  return (await harness.http('GET', '/api/v1/readiness/coverage?days=365')).body;
}

/** What examples/org.yaml says was put there on purpose, worked out from its text and not by the product. */
function planted(from: Temporal.Instant, until: Temporal.Instant): string[] {
  const inWindow = (
    start: Temporal.Instant,
    end: Temporal.Instant,
    what: string,
    who: string,
    instead: string,
  ) => {
    if (Temporal.Instant.compare(end, from) <= 0 || Temporal.Instant.compare(start, until) >= 0) return [];
    const [a] = [start, from].sort(Temporal.Instant.compare).slice(-1);
    const [b] = [end, until].sort(Temporal.Instant.compare);
    return [[a, b, what, who, instead].join(' | ')];
  };
  const at = (text: string, zone: string) =>
    Temporal.PlainDateTime.from(text).toZonedDateTime(zone).toInstant();
  const weeks = Array.from({ length: 600 }, (_, index) => index);
  const day = (first: string, week: number) => Temporal.PlainDate.from(first).add({ weeks: week });
  return [
    // The team that is not quite set up: no schedule, no product owner.
    ...inWindow(from, until, 'Platform on_call_engineer nobody_on_call', '', 'Jonas Weber'),
    ...inWindow(from, until, 'Platform product_owner role_vacant', '', 'Jonas Weber'),
    // Mondays from ten to twelve, while the second level still has the person who takes over the first.
    ...weeks.flatMap((week) => {
      const monday = day('2026-01-05', week);
      const who = ['Ana Sousa', 'Leyla Demir', 'Hugo Brandt'][week % 3] ?? '';
      const [ten, noon] = [at(`${monday}T10:00`, 'Europe/Lisbon'), at(`${monday}T12:00`, 'Europe/Lisbon')];
      return inWindow(ten, noon, 'Storefront on_call_engineer same_person_every_level', who, '');
    }),
    // The turn of the year, its last day included.
    ...Array.from({ length: 10 }, (_, index) => 2026 + index).flatMap((year) => {
      const start = at(`${year}-12-22T00:00`, 'Europe/Berlin');
      const end = at(`${year + 1}-01-06T00:00`, 'Europe/Berlin');
      return inWindow(start, end, 'Storefront product_owner role_unavailable', '', 'Rui Almeida');
    }),
    // Hugo's weeks: behind Leyla, then before Ana, and between them the two hours in which he holds both levels.
    ...weeks
      .filter((week) => week % 3 === 1)
      .flatMap((week) => {
        const [first, second, third] = [week, week + 1, week + 2].map((each) => day('2026-01-05', each));
        const noonBehind = at(`${first}T12:00`, 'Europe/Lisbon');
        const [ten, noon] = [at(`${second}T10:00`, 'Europe/Lisbon'), at(`${second}T12:00`, 'Europe/Lisbon')];
        const over = at(`${third}T10:00`, 'Europe/Lisbon');
        const what = 'Storefront on_call_engineer no_page_method';
        return [
          ...inWindow(noonBehind, ten, what, 'Hugo Brandt', 'Leyla Demir'),
          ...inWindow(ten, noon, what, 'Hugo Brandt', 'Rui Almeida'),
          ...inWindow(noon, over, what, 'Hugo Brandt', 'Ana Sousa'),
        ];
      }),
  ].sort();
}

test.each(['2031-05-14T13:37:00Z', '2032-12-30T23:59:00Z', '2034-03-26T00:30:00Z'])(
  '[ESC-3] the year from %s of the example organisation: exactly the gaps that were planted in it',
  async (start) => {
    const { from, until, gaps } = await gapsFrom(start);
    const expected = planted(Temporal.Instant.from(from), Temporal.Instant.from(until));
    expect(gaps.map(line).sort()).toEqual(expected);
    expect([...new Set(gaps.map(({ level, code }) => `${level} ${code}`))].sort()).toEqual([
      'reached_by_fallback no_page_method',
      'reached_by_fallback nobody_on_call',
      'reached_by_fallback role_unavailable',
      'reached_by_fallback role_vacant',
      'thin same_person_every_level',
    ]);
  },
);

test('[ESC-3] whatever the hour, checkout of the example pages somebody by name, and the matrix has no hole', async () => {
  const { gaps } = await gapsFrom('2031-12-24T12:00:00Z');
  expect(gaps.filter(({ teamName }) => teamName === 'Payments' || teamName === null)).toEqual([]);
  for (const at of ['2031-12-25T03:00', '2032-02-29T23:30', '2032-03-28T01:30', '2032-10-31T01:30']) {
    const { body } = await harness.http('POST', '/api/v1/readiness/rehearse', {
      severity: 'P1',
      systems: ['checkout'],
      at,
    });
    const pages = body.events.filter(({ kind }: { kind: string }) => kind === 'page');
    expect(['Tan Wei Ling', 'Priya Raman', 'Arjun Menon']).toContain(pages[0].person.name);
    expect(body.events.map(({ kind }: { kind: string }) => kind)).not.toContain('unreachable');
  }
});
