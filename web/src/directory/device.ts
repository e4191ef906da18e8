/** What a browser can do about notifications, and what stands in the way. */
export type DeviceState =
  | 'on'
  | 'off'
  /** The person, or their administrator, has blocked notifications of this site. */
  | 'blocked'
  /** iPhones and iPads: only an app on the Home Screen gets them. */
  | 'install_first'
  /** Not served over HTTPS. */
  | 'insecure'
  | 'unsupported';

/** The script that shows notifications while no page is open. */
const WORKER = '/sw.js';

/** How things stand on this device. @param endpoints of the subscriptions that the person has */
export async function deviceState(endpoints: readonly string[]): Promise<DeviceState> {
  if (!window.isSecureContext) return 'insecure';
  const able = 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window;
  if (!able) return isApple() ? 'install_first' : 'unsupported';
  if (Notification.permission === 'denied') return 'blocked';
  const subscription = await currentSubscription();
  return subscription && Notification.permission === 'granted' && endpoints.includes(subscription.endpoint)
    ? 'on'
    : 'off';
}

async function currentSubscription(): Promise<PushSubscription | null> {
  const registration = await navigator.serviceWorker.getRegistration(WORKER);
  return (await registration?.pushManager.getSubscription()) ?? null;
}

/** The address of a subscription that a contact method holds; null for anything else. */
export function endpointOf(address: string | null): string | null {
  try {
    return (JSON.parse(address ?? '') as { endpoint?: string }).endpoint ?? null;
  } catch {
    return null;
  }
}

/**
 * Asks for permission, which browsers grant only after a click, and subscribes.
 * @param key the server's public key
 * @returns the address of a contact method
 */
export async function subscribe(key: string): Promise<string> {
  if ((await Notification.requestPermission()) !== 'granted')
    throw new Error('Notifications were not allowed. Allow them in the browser’s settings for this site.');
  const registration = await navigator.serviceWorker.register(WORKER);
  await navigator.serviceWorker.ready;
  // One made with another server's key, or that the server has forgotten, is of no use.
  await (await registration.pushManager.getSubscription())?.unsubscribe();
  const subscription = await registration.pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: key,
  });
  return JSON.stringify(subscription.toJSON());
}

/** @returns the endpoint that no longer takes anything for this browser */
export async function unsubscribe(): Promise<string | undefined> {
  const subscription = await currentSubscription();
  await subscription?.unsubscribe();
  return subscription?.endpoint;
}

const isApple = (): boolean =>
  /iPhone|iPad/.test(navigator.userAgent) ||
  // An iPad says that it is a Mac; no Mac has a touch screen.
  (/Macintosh/.test(navigator.userAgent) && navigator.maxTouchPoints > 1);

const BROWSERS = [
  ['Edg/', 'Edge'],
  ['OPR/', 'Opera'],
  ['SamsungBrowser/', 'Samsung Internet'],
  ['Firefox/', 'Firefox'],
  ['Chrome/', 'Chrome'],
  ['Safari/', 'Safari'],
] as const;

const SYSTEMS = [
  ['iPhone', 'iPhone'],
  ['iPad', 'iPad'],
  ['Android', 'Android'],
  ['Windows', 'Windows'],
  ['Macintosh', 'Mac'],
  ['CrOS', 'Chromebook'],
  ['Linux', 'Linux'],
] as const;

/** "Chrome on Android"; with a number when the person has one of that name. */
export function deviceLabel(userAgent: string, taken: readonly string[]): string {
  const named = (names: readonly (readonly [string, string])[], otherwise: string) =>
    names.find(([sign]) => userAgent.includes(sign))?.[1] ?? otherwise;
  const base = `${named(BROWSERS, 'Browser')} on ${named(SYSTEMS, 'this device')}`;
  const free = (label: string) => !taken.some((other) => other.toLowerCase() === label.toLowerCase());
  for (let count = 1; ; count += 1) {
    const label = count === 1 ? base : `${base} ${count}`;
    if (free(label)) return label;
  }
}
