import { createHmac } from 'node:crypto';
import { expect } from 'vitest';
import { MattermostServer } from '../fakes/mattermost-server.ts';
import { type Bench, type Call, channelOf, type Mood, PASSWORD } from './bench.ts';

const ANA = { id: 'userana1111111111111111111', username: 'ana.ruiz', email: 'ana@example.com' };

const toCall = (payload: object): Call => ({
  method: 'POST',
  path: '/actions',
  headers: { 'content-type': 'application/json' },
  body: Buffer.from(JSON.stringify(payload)),
});

export async function mattermostBench(): Promise<Bench> {
  const token = `${PASSWORD}-token-of-the-bot`;
  const server = await MattermostServer.start(token);
  server.users.push(ANA);
  let closed = false;
  const down = async () => {
    closed = true;
    await server.close();
  };
  const moods: Record<Mood, () => Promise<void> | void> = {
    'takes it': () => server.answer(undefined),
    'says later': () => server.answer({ status: 503, text: `busy ${token}` }),
    'says never': () => server.refusePosts(400, 'model.post.is_valid.props'),
    'says the address is gone': () => void server.users.splice(0),
    'is silent': () => server.goSilent(),
    'is down': down,
  };
  return {
    channel: channelOf('mattermost', server.env),
    address: `@${ANA.username}`,
    alsoAddresses: [],
    be: async (mood) => moods[mood](),
    arrived: () => {
      expect(server.refusals).toEqual([]);
      return server.read();
    },
    calls: {
      acknowledged: () => {
        const post = server.posts.at(-1);
        if (post === undefined) throw new Error('There is no post.');
        return toCall(server.tap(post, 'Acknowledge', ANA.id));
      },
      // A button of somebody else's, who does not know our key.
      forged: () => {
        const proof = createHmac('sha256', 'a guess').update('acknowledge:m|@ana.ruiz').digest('hex');
        const context = { action: 'acknowledge', value: 'm|@ana.ruiz', proof };
        return { call: toCall(server.tapOf(context, ANA.id)), status: 401 };
      },
    },
    close: async () => {
      if (!closed) await down();
    },
  };
}
