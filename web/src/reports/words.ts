import type { Tone } from '../ui/Badges.tsx';
import type { UserReport } from './api.ts';

export const SOURCES: Record<UserReport['source'], string> = {
  public: 'Public form',
  internal: 'Internal form',
  ticket: 'Help desk',
  mail: 'E-mail',
};

export const STATES: Record<UserReport['state'], { words: string; tone: Tone }> = {
  new: { words: 'To triage', tone: 'active' },
  declared: { words: 'Declared', tone: 'ok' },
  joined: { words: 'Joined', tone: 'ok' },
  declined: { words: 'Declined', tone: 'quiet' },
};
