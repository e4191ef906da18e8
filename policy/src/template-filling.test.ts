import { describe, expect, test } from 'vitest';
import { parsePolicy } from './parse.ts';
import { shippedPolicyYaml } from './shipped.ts';
import { TEMPLATE_FIELDS } from './template-fields.ts';
import { fillMessage, fillText, LONGEST_VALUE } from './template-filling.ts';

const parsed = parsePolicy(shippedPolicyYaml());
if (!parsed.ok) throw new Error('The shipped policy does not parse.');
const { templates } = parsed.value;
const values = Object.fromEntries(
  Object.keys(TEMPLATE_FIELDS).flatMap((name) => [
    [name, `<${name}>`],
    [`${name}_alone`, `<${name} alone>`],
  ]),
);
const withBody = (body: string) => ({ ...templates, update: { ...templates.update, body } });

describe('a message in the policy’s words', () => {
  test('every field of the runbook’s template is filled, block by block', () => {
    const { subject, paragraphs, fellBack } = fillMessage(templates, 'update', 'responders', values);
    expect(subject).toBe('[<severity>] UPDATE: <title>');
    expect(paragraphs).toEqual([
      'INCIDENT UPDATE:\n- Incident ID: <reference>\n- Duration: <duration>\n- Status: <status>',
      'PROGRESS:\n- <progress alone>\n- <findings alone>\n- <workarounds alone>',
      'NEXT STEPS:\n- <planned_actions alone>\n- ETA: <eta>\n- Next update: <next_update_at>',
      'Point of Contact: <contact_name> (<contact_info>)',
    ]);
    expect(fellBack).toBeUndefined();
  });

  test('what is typed into a field stays text: Liquid in it is not run', () => {
    const typed = { ...values, progress_alone: '{{ resolution }} {% raw %}' };
    expect(fillMessage(templates, 'update', 'responders', typed).paragraphs[1]).toContain(
      '- {{ resolution }} {% raw %}',
    );
  });

  test.each([
    ['grows without end', `{% assign a = title %}${'{% assign a = a | append: a %}'.repeat(30)}{{ a }}`],
    ['is empty', '{% if false %}x{% endif %}'],
    ['does not parse', '{{ title'],
  ])('a template that %s falls back to the shipped one, and says so', (_what, body) => {
    const long = { ...values, title: LONGEST_VALUE };
    const made = fillMessage(withBody(body), 'update', 'responders', long);
    expect(made.fellBack).toMatch(/\S/);
    expect(made.paragraphs[1]).toContain('<progress alone>');
  });

  test('customers never read the internal wording, executives do where they have none of their own', () => {
    const { variants: _none, ...bare } = templates.update;
    const without = { ...templates, update: bare };
    expect(fillMessage(without, 'update', 'customers', values).paragraphs.join()).not.toContain('<findings');
    expect(fillMessage(without, 'update', 'executives', values).paragraphs.join()).toContain('<findings');
  });

  test('a field is cut, and no text throws', () => {
    expect(fillText('{{ title }}', { title: 'x'.repeat(50_000) }).text).toHaveLength(2_000);
    expect(fillText('{{ title | shout }}', { title: 'x' }).fault).toMatch(/shout/);
  });
});
