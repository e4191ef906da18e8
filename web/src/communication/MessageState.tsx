import { StateBadge, type Tone } from '../ui/Badges.tsx';
import type { Message, MessageStateName as State } from './api.ts';
import { reasonWords } from './words.ts';

const looks: Record<State, { tone: Tone; word: string }> = {
  queued: { tone: 'quiet', word: 'Waiting' },
  sending: { tone: 'active', word: 'Sending' },
  accepted: { tone: 'ok', word: 'Sent' },
  delivered: { tone: 'ok', word: 'Delivered' },
  retrying: { tone: 'warn', word: 'Retrying' },
  dead: { tone: 'bad', word: 'Failed' },
  suppressed: { tone: 'quiet', word: 'Not sent' },
  stopped: { tone: 'quiet', word: 'Stopped' },
};

/** How one message went, with the reason when it was not sent. */
export function MessageState({ message }: { message: Pick<Message, 'state' | 'reason'> }) {
  const look = looks[message.state];
  return (
    <span>
      <StateBadge tone={look.tone}>{look.word}</StateBadge>
      {message.reason && message.state !== 'delivered' && message.state !== 'accepted' ? (
        <span className="small muted msg-reason">{reasonWords(message.reason)}</span>
      ) : null}
    </span>
  );
}

/** The states a person can filter by, in the order of a message's life. */
export const stateChoices: ReadonlyArray<{ value: string; label: string }> = [
  { value: '', label: 'Any state' },
  ...(Object.keys(looks) as State[]).map((state) => ({ value: state, label: looks[state].word })),
];
