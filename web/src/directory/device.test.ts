import { expect, test } from 'vitest';
import { deviceLabel, endpointOf } from './device.ts';

const ANDROID =
  'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36';
const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1';
const EDGE =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0';

test.each([
  [ANDROID, [], 'Chrome on Android'],
  [ANDROID, ['chrome on android'], 'Chrome on Android 2'],
  [IPHONE, [], 'Safari on iPhone'],
  [EDGE, [], 'Edge on Windows'],
  ['curl', [], 'Browser on this device'],
])('%s is called what its owner calls it', (userAgent, taken, label) => {
  expect(deviceLabel(userAgent, taken)).toBe(label);
});

test('only a subscription has an endpoint', () => {
  expect(endpointOf('{"endpoint":"https://push.example.com/a"}')).toBe('https://push.example.com/a');
  expect(endpointOf('ana@example.com')).toBeNull();
  expect(endpointOf(null)).toBeNull();
});
