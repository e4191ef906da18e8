import { afterEach, beforeEach, expect, test } from 'vitest';
import { ImapServer } from '../../../test/fakes/imap-server.ts';
import { ManualClock } from '../../../test/harness/manual-clock.ts';
import { readMailbox } from './imap.ts';

/* What a mail server refuses, by a real one. What comes of the mail is the scenario's concern (mailbox.test.ts). */

const NOW = new Date().toISOString();
let imap: ImapServer;
let kept: string[];
let lost: string[];
let problems: string[];
let heard: number;
let keeping: () => Promise<void>;
let place: string | undefined;

beforeEach(async () => {
  imap = await ImapServer.start();
  [kept, lost, problems, heard, place] = [[], [], [], 0, undefined];
  keeping = async () => undefined;
});
afterEach(() => imap.close());

const deliver = (...names: string[]) => {
  for (const name of names) imap.deliver([`Subject: ${name}`, '', name]);
};

/** One connection, which ends when the mailbox has answered. @returns what went wrong */
async function connectOnce(): Promise<string | undefined> {
  const stopping = new AbortController();
  const inbound = {
    failed: () => undefined,
    mail: {
      keep: async (raw: Buffer) => {
        await keeping();
        const name = /^Subject: (.*)$/m.exec(raw.toString())?.[1]?.trim() ?? '';
        if (!kept.includes(name)) kept.push(name);
      },
      unreadable: async (name: string) => void lost.push(name),
      heard: async () => {
        heard += 1;
        stopping.abort();
      },
      failed: async (problem: string) => void problems.push(problem),
    },
  };
  const state = {
    get: async () => place,
    put: async (_key: string, value: string) => {
      place = value;
    },
    once: async (_key: string, make: () => string) => make(),
    below: async () => [],
    forget: async () => undefined,
  };
  try {
    await readMailbox({ url: imap.url, inbound, state, clock: new ManualClock(NOW) }, stopping.signal);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

test('a search that is refused is a mailbox that does not answer, and loses no mail', async () => {
  deliver('one');
  const mend = imap.refuse('UID SEARCH');
  expect(await connectOnce()).toBe('The mail server refused to search the mailbox.');
  expect(problems).toEqual(['The mail server refused to search the mailbox.']);
  expect([heard, place]).toEqual([0, undefined]);
  mend();
  await connectOnce();
  expect(kept).toEqual(['one']);
});

test('one mail that is not handed over holds up no other, and is given up when others come', async () => {
  deliver('one', 'damaged', 'three');
  imap.refuse('UID FETCH', 2);
  expect(await connectOnce()).toBe('The mail server refused to hand over mail.');
  await connectOnce();
  expect(kept).toEqual(['one', 'three']);
  expect(lost).toEqual([]);
  for (let round = 0; round < 3; round += 1) await connectOnce();
  expect(lost).toHaveLength(1);
  deliver('four');
  await connectOnce();
  expect(kept).toEqual(['one', 'three', 'four']);
  expect(lost).toHaveLength(1);
  expect(problems).toEqual(['The mail server refused to hand over mail.']);
});

test('while nothing is handed over nothing is given up, and it is told', async () => {
  deliver('one', 'two');
  const mend = imap.refuse('UID FETCH');
  for (let round = 0; round < 6; round += 1)
    expect(await connectOnce()).toBe('The mail server refused to hand over mail.');
  expect(problems).toHaveLength(6);
  expect([heard, lost]).toEqual([0, []]);
  mend();
  await connectOnce();
  expect(kept).toEqual(['one', 'two']);
});

test('what goes wrong while keeping is not the mail server’s fault, and the mail is read again', async () => {
  deliver('one');
  keeping = () => Promise.reject(new Error('The database is gone.'));
  expect(await connectOnce()).toBe('The database is gone.');
  expect(problems).toEqual([]);
  keeping = async () => undefined;
  await connectOnce();
  expect(kept).toEqual(['one']);
});
