// Shows pushed pages and acts on taps, also while no page of Tocsin is open. It keeps nothing and answers for no request:
// an incident shown from a cache would look like now. Plain JavaScript, because the browser loads it as it is.
self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('push', (event) => {
  const notification = event.data?.json()?.notification;
  if (notification) event.waitUntil(show(notification));
});

/** A declarative push message (W3C Push API), for browsers that leave it to us to show. */
function show({ title, navigate, actions, ...options }) {
  return self.registration.showNotification(title, {
    ...options,
    badge: '/icon-192.png',
    actions: actions.map(({ action, title: word }) => ({ action, title: word })),
    data: { title, navigate, actions, ...options },
  });
}

self.addEventListener('notificationclick', (event) => {
  const { data } = event.notification;
  event.notification.close();
  const chosen = data.actions.find(({ action }) => action === event.action);
  event.waitUntil(chosen?.action === 'acknowledge' ? acknowledge(data, chosen) : open(chosen ?? data));
});

const NOT_REACHED = {
  done: false,
  sentence: 'Not acknowledged: Tocsin could not be reached. Try again.',
};
/** Somebody is holding the telephone and waits. Asking twice does no harm: the second finds it acknowledged. */
const ANSWER_WITHIN_MS = 10_000;

/**
 * Acknowledges by the page's own link and says what came of it where the page was. What did not get through stays, with its
 * buttons: somebody who believes that they have acknowledged goes back to sleep. Only an answer of ours counts: a proxy
 * before a server that is away, or the sign-in page of a guest network, answers as well.
 */
async function acknowledge(data, { navigate }) {
  const answer = await fetch(navigate, {
    method: 'POST',
    headers: { accept: 'application/json' },
    credentials: 'omit',
    signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
  })
    .then(async (response) => {
      const { sentence } = await response.json();
      return typeof sentence === 'string' ? { done: response.ok, sentence } : NOT_REACHED;
    })
    .catch(() => NOT_REACHED);
  await show({
    ...data,
    body: answer.sentence,
    renotify: !answer.done,
    requireInteraction: !answer.done,
    silent: answer.done,
    actions: data.actions.filter(({ action }) => !answer.done || action !== 'acknowledge'),
    navigate: answer.done
      ? (data.actions.find(({ action }) => action === 'open') ?? data).navigate
      : navigate,
  });
}

/** In a window that is open already, if there is one. */
async function open({ navigate }) {
  const [window] = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const shown = await window?.navigate?.(navigate).catch(() => null);
  return shown ? shown.focus() : self.clients.openWindow(navigate);
}
