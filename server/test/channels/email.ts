import { MailServer } from '../fakes/mail-server.ts';
import { type Bench, channelOf, type Mood, PASSWORD } from './bench.ts';

export async function emailBench(): Promise<Bench> {
  const server = await MailServer.start();
  const channel = channelOf('email', {
    SMTP_URL: server.url.replace('//', `//tocsin:${PASSWORD}@`),
    MAIL_FROM: 'Tocsin <tocsin@tocsin.test>',
  });
  const moods: Record<Mood, () => Promise<void> | void> = {
    'takes it': () => server.recover(),
    'says later': () => server.refuse('recipient', 451, `greylisted ${PASSWORD}`),
    'says never': () => server.refuse('data', 554, 'looks like spam'),
    'says the address is gone': () => server.refuse('recipient', 550, 'no such user'),
    'is silent': () => server.goSilent(),
    'is down': () => server.goDown(),
  };
  return {
    channel,
    address: 'ana@example.com',
    be: async (mood) => moods[mood](),
    arrived: () => server.mails.map(({ subject, text, html }) => [subject, text, html].join('\n')),
    close: async () => {
      await channel.close();
      await server.close();
    },
  };
}
