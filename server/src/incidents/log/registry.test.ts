import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { Temporal, theSystem } from '../../kernel/index.ts';
import type { Sealed } from './entry.ts';
import type { KindDefinition } from './family.ts';
import { createRegistry, Unreadable } from './registry.ts';

interface Subject {
  readonly drinks: number;
}

const kind = <D extends z.ZodType<object>>(definition: KindDefinition<D, Subject, never>) => definition;

/** Version 1 counted cups, version 2 says of what. */
const served = kind({
  version: 2,
  data: z.strictObject({ cups: z.int(), of: z.string() }),
  upcast: (data, version) => (version === 1 ? { ...data, of: 'tea' } : data),
  sentence: ({ cups, of }, { who }) => `${who} served ${cups} cups of ${of}`,
  tone: 'quiet',
  changes: ({ drinks }, { cups }) => ({ drinks: drinks + cups }),
  event: null,
});
const kitchen = { name: 'kitchen', projection: 3, kinds: { served } };
const registry = createRegistry<Subject, never>([kitchen]);

const at = Temporal.Instant.from('2031-03-03T09:00:00Z');
const sealed = (over: Partial<Sealed>): Sealed => ({
  ...{ incidentId: 'i', seq: 4, at, happenedAt: at, actor: theSystem, commandId: null, format: 1 },
  ...{ kind: 'served', version: 2, data: { cups: 2, of: 'milk' }, prevHash: '', hash: '', ...over },
});
const names = {
  person: String,
  system: String,
  team: String,
  integration: String,
  role: String,
  channel: String,
};

describe('the kinds of entries', () => {
  test('an entry of an older version is read, told and counted as one of today', () => {
    const old = sealed({ version: 1, data: { cups: 2 } });
    expect(registry.read(old).data).toEqual({ cups: 2, of: 'tea' });
    expect(registry.tell(old, names).sentence).toBe('Tocsin served 2 cups of tea');
    expect(registry.changes({ drinks: 1 }, registry.read(old))).toEqual({ drinks: 3 });
  });

  test.each<[string, Partial<Sealed>]>([
    ['of a kind that nobody declares', { kind: 'poured' }],
    ['of a version of the future', { version: 3 }],
    ['whose data does not fit', { data: { cups: 'two', of: 'tea' } }],
  ])('an entry %s is shown as one that cannot be read, and decided by never', (_, over) => {
    const told = registry.tell(sealed(over), names);
    expect(told.sentence).toMatch(/cannot read$/);
    expect(told.tone).toBe('bad');
    expect(() => registry.read(sealed(over))).toThrow(Unreadable);
  });

  test('only what fits is written, in today’s version', () => {
    expect(registry.check({ kind: 'served', data: { cups: 1, of: 'tea' } })).toMatchObject({ version: 2 });
    expect(() => registry.check({ kind: 'served', data: { cups: 1 } })).toThrow();
    expect(() => registry.check({ kind: 'poured', data: {} })).toThrow(/no kind of entry "poured"/);
  });

  test('an entry of a kind that was replaced is read and shown as one of today, and never written', () => {
    const poured = kind({ ...served, formerly: { filled: ({ cups }) => ({ cups: cups ?? 1, of: 'beer' }) } });
    const bar = createRegistry<Subject, never>([{ name: 'bar', projection: 1, kinds: { poured } }]);
    const old = sealed({ kind: 'filled', version: 1, data: {} });
    expect(bar.read(old)).toMatchObject({ kind: 'poured', data: { cups: 1, of: 'beer' } });
    expect(bar.tell(old, names)).toMatchObject({ kind: 'poured', sentence: 'Tocsin served 1 cups of beer' });
    expect(bar.changes({ drinks: 1 }, bar.read(old))).toEqual({ drinks: 2 });
    expect(() => bar.check({ kind: 'filled', data: {} })).toThrow(/no longer written/);
  });

  test('two chapters cannot have a kind in common', () => {
    expect(() => createRegistry([kitchen, { ...kitchen, name: 'bar' }])).toThrow(/"served"/);
  });

  test('the rules of a projection have a name that changes with each of them', () => {
    expect(registry.projection).toBe('kitchen.3');
  });
});
