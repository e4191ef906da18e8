import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parsePolicy } from './parse.ts';
import { type NamedHolding, policyDocument } from './render.ts';
import { toHtmlPage, toMarkdown } from './render-document.ts';
import { durationWords } from './render-words.ts';
import { shippedPolicyYaml } from './shipped.ts';

const compile = (text: string) => {
  const parsed = parsePolicy(text);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  return parsed.value;
};
const shipped = compile(shippedPolicyYaml());
const prose = (text: string) => toMarkdown(policyDocument(compile(text), null));

/** A line without bold and escapes, */
const bare = (line: string) => line.replaceAll('**', '').replace(/\\(.)/g, '$1').trim();
/** and without its list mark. */
const plain = (line: string) => bare(line.replace(/^\s*(?:-|\d+\.)\s+/, ''));

/** The runbook's lines, each with the headings above it. */
const runbook = readFileSync(new URL('./fixtures/runbook-items.txt', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => /^(?:#+|-) /.test(line) && !/^# (The headings|default policy)/.test(line));

/** The text of each section of a Markdown document, by heading. */
function sections(markdown: string): Map<string, string[]> {
  const found = new Map<string, string[]>();
  let chapter = '';
  let current: string[] = [];
  for (const line of markdown.split('\n')) {
    const head = /^(#{1,3}) (.*)/.exec(line);
    if (!head) {
      current.push(plain(line));
      continue;
    }
    if (head[1] !== '###') chapter = bare(head[2] ?? '');
    current = [];
    found.set(head[1] === '###' ? `${chapter} / ${bare(head[2] ?? '')}` : chapter, current);
  }
  return found;
}

test('every heading and list item of the runbook is in the rendered default policy, where it belongs', () => {
  const rendered = sections(toMarkdown(policyDocument(shipped, null)));
  const missing: string[] = [];
  let chapter = '';
  let section = '';
  let items = 0;
  for (const line of runbook) {
    const head = /^(#{1,3}) (.*)/.exec(line);
    if (head) {
      const title = head[2] ?? '';
      if (head[1] !== '###') chapter = title;
      section = head[1] === '###' ? `${chapter} / ${title}` : title;
      if (!rendered.has(section)) missing.push(`the section ${section}`);
      continue;
    }
    items++;
    const item = plain(line);
    if (
      !rendered
        .get(section)
        ?.some((text) => text === item || text.startsWith(`${item}:`) || text.startsWith(`${item} (`))
    )
      missing.push(`${section}: ${item}`);
  }
  expect(missing).toEqual([]);
  expect(items).toBeGreaterThan(150);
});

test("the sections come in the runbook's order", () => {
  const headings = runbook.filter((line) => line.startsWith('#')).map((line) => line.replace(/^#+ /, ''));
  const shown = toMarkdown(policyDocument(shipped, null))
    .split('\n')
    .filter((line) => /^#+ /.test(line))
    .map((line) => bare(line.replace(/^#+ /, '')));
  // What the runbook leaves open about its matrix has headings of its own, behind it.
  const behind = headings.indexOf('P4 Incidents') + 1;
  expect(shown).toEqual(headings.toSpliced(behind, 0, 'At Every Level', 'Roles'));
});

test.each([
  ['by: within 15m', 'by: within 10m', 'Within 10 minutes: Product Owner, CTO'],
  [
    'by: within 30m, when: customer_facing',
    'by: within 30m, unless: acknowledged',
    'Within 30 minutes: CEO (unless acknowledged)',
  ],
  [
    'by: weekly review }',
    'by: weekly review on Friday at 09:00 }',
    'Weekly review on Friday at 09:00: Product Owner',
  ],
  ['publish_within: 1w', 'publish_within: 2w', 'Publish report within 2 weeks'],
  ['title: CTO', 'title: Head of Technology', 'Within 15 minutes: Product Owner, Head of Technology'],
  ['text: Security breach', 'text: Somebody got in', 'Somebody got in (Has security been breached?)'],
])('changing %s to %s is seen in the prose', (from, to, line) => {
  const text = shippedPolicyYaml();
  expect(text).toContain(from);
  expect(prose(text).split('\n').map(plain)).not.toContain(line);
  expect(prose(text.replace(from, to)).split('\n').map(plain)).toContain(line);
});

test("today's holders are named, deputies and gaps too", () => {
  const holdings: NamedHolding[] = [
    { role: 'engineering_manager', teamName: 'Payments', people: [{ name: 'Ana Ito', as: 'holder' }] },
    { role: 'engineering_manager', teamName: 'Data', people: [{ name: 'Bo Lund', as: 'deputy' }] },
    { role: 'product_owner', teamName: 'Payments', people: [] },
    { role: 'cto', teamName: null, people: [{ name: 'Cleo Diaz', as: 'holder' }] },
  ];
  const onCall = [
    { teamName: 'Payments', people: [{ name: 'Eve Park', as: 'holder' as const }] },
    { teamName: 'Data', people: [] },
  ];
  const lines = sections(toMarkdown(policyDocument(shipped, { holdings, onCall }))).get(
    'Escalation Matrix / Who holds each role today',
  );
  expect(lines).toEqual(
    expect.arrayContaining([
      'Payments: Ana Ito',
      'Data: Bo Lund (deputy)',
      'Payments: no one',
      'CTO: Cleo Diaz',
      'CEO: not assigned',
      'Payments: Eve Park',
      'Data: no one',
    ]),
  );
});

test('what a policy says cannot become markup', () => {
  const hostile = compile(
    shippedPolicyYaml().replace('text: Security breach', "text: '<script>alert(1)</script> *x*'"),
  );
  const page = toHtmlPage(policyDocument(hostile, null), hostile.title);
  expect(page).toContain('<li>&lt;script&gt;alert(1)&lt;/script&gt; *x* (Has security been breached?)</li>');
  expect(page).not.toContain('<script');
  expect(toMarkdown(policyDocument(hostile, null))).toContain('\\<script\\>alert(1)\\</script\\> \\*x\\*');
});

test.each([
  [60, '1 minute'],
  [5400, '1 hour 30 minutes'],
  [86_400, '24 hours'],
  [259_200, '72 hours'],
  [345_600, '4 days'],
  [604_800, '1 week'],
  [0, '0 minutes'],
])('%i seconds are %s', (seconds, words) => {
  expect(durationWords(seconds)).toBe(words);
});
