import { expect, test } from 'vitest';
import { readConfig } from '../platform/config/index.ts';
import { warRoomUrl } from './war-room.ts';

const incident = (number: number) => ({ id: `id-${number}`, number });

test('[COM-6] each incident has a room of its own that nobody guesses, on Jitsi unless it is set', () => {
  const room = warRoomUrl(readConfig({}, {}).warRoomUrl, 'secret of this installation');
  expect(room(incident(12))).toMatch(/^https:\/\/meet\.jit\.si\/inc-12-[0-9a-f]{24}$/);
  expect(room(incident(12))).toBe(room(incident(12)));
  expect(room(incident(13))).not.toContain(String(room(incident(12))).slice(-24));
  expect(warRoomUrl('https://meet.jit.si/{room}', 'another secret')(incident(12))).not.toBe(
    room(incident(12)),
  );
});

test('a bridge of one’s own, or none', () => {
  const set = (url: string) => warRoomUrl(readConfig({}, { WAR_ROOM_URL: url }).warRoomUrl, 's')(incident(7));
  expect(set('https://video.example.com/{reference}?pin=1')).toBe('https://video.example.com/INC-7?pin=1');
  expect(set('none')).toBeNull();
  expect(() => set('javascript:alert(1)')).toThrow('WAR_ROOM_URL');
});
