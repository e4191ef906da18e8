import { expect, test } from 'vitest';
import { ManualClock } from '../../test/harness/manual-clock.ts';
import { createAckLinks } from './ack-link.ts';
import { withoutAckLinks } from './decide-links.ts';

const publicUrl = 'https://tocsin.example.com';
const ID = '00000000-0000-7000-8000-0000000000c1';
const clock = new ManualClock('2031-03-03T09:00:00Z');
const link = createAckLinks({ secret: 's', publicUrl, clock }).linkFor({ incidentId: ID, personId: ID });

test('a link that acknowledges is no part of a note, wherever it stands and whoever packed it', () => {
  const token = link.slice(link.lastIndexOf('/') + 1);
  for (const text of [
    `Acknowledge: ${link}`,
    `<${link}> and [x](${link})`,
    `Acknowledge: ${publicUrl}/a/anything`,
    `https://scan.example.net/?url=${encodeURIComponent(link)}&data=05`,
    link.replace('https', 'http'),
  ]) {
    const kept = withoutAckLinks(text, publicUrl);
    expect(kept).toContain('[link removed]');
    expect(kept).not.toContain(token);
    expect(kept).not.toContain('anything');
  }
});

test('other links stay', () => {
  const text = `See ${publicUrl}/incidents/INC-1 and https://grafana.example.com/a/slo/overview`;
  expect(withoutAckLinks(text, publicUrl)).toBe(text);
});
