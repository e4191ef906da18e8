/*
 * Back closes what lies over the page before it leaves the page: on a phone that is what a thumb tries first.
 *
 * A sheet that opens adds an entry to the browser's history, with the page's address and the router's own key, so that the
 * router takes no notice of it; a sheet that closes takes it out again. Passing over it at the next Back was the other
 * choice: Chromium drops a step that is asked for while it takes another.
 */
interface Entry {
  /** The router's name for the page. */
  readonly key: unknown;
  /** So many sheets lay over it. */
  readonly sheets: number;
}

function read(state: unknown): Entry {
  const known = typeof state === 'object' && state !== null ? (state as Record<string, unknown>) : {};
  return { key: known.__TSR_key, sheets: typeof known.sheets === 'number' ? known.sheets : 0 };
}

let present = read(history.state);
let pageKey: () => unknown = () => present.key;
/** What closes the sheets that are open, the innermost last. */
let open: readonly (() => void)[] = [];
/** The entry that is being taken out; the browser does so a little later. */
let leaving: Entry | null = null;

/**
 * Begins to listen; once, at start.
 * @param routersKey the key of the page that the router shows
 */
export function followBack(routersKey: () => unknown): void {
  pageKey = routersKey;
  // Before the router, which listens at the window as well.
  window.addEventListener('popstate', onPop, { capture: true });
}

function onPop(event: PopStateEvent): void {
  const [before, left] = [present, leaving];
  present = read(event.state);
  leaving = null;
  if (left && left.key === present.key && left.key !== pageKey()) {
    // Another page was opened before the browser came to it: back to that.
    event.stopImmediatePropagation();
    history.go(left.sheets - present.sheets + 1);
    return;
  }
  if (before.key !== present.key || before.sheets === present.sheets || pageKey() !== present.key) {
    // A page of before, as it was left by a link in a sheet.
    takeOut();
    return;
  }
  event.stopImmediatePropagation();
  if (left) push();
  else for (const close of open.slice(present.sheets).reverse()) close();
}

/** Adds an entry for what is open and has none. */
function push(): void {
  present = read(history.state);
  // While the router undoes a Back (an unsaved draft), the browser stands at another page for a moment.
  if (present.sheets >= open.length || present.key !== pageKey()) return;
  present = { key: present.key, sheets: open.length };
  // Past the router's own version of it, which would draw the page anew.
  History.prototype.pushState.call(history, { ...history.state, sheets: open.length }, '');
}

/** Takes out the entries of what is no longer open: not at once, because one sheet may take the place of another. */
function takeOut(): void {
  setTimeout(() => {
    present = read(history.state);
    if (leaving || present.sheets <= open.length || present.key !== pageKey()) return;
    leaving = present;
    history.go(open.length - present.sheets);
  });
}

/** Whether the browser stands at something that lies over its page. */
export const isOverlaid = (): boolean => read(history.state).sheets > 0;

/** Gives what lies over the page an address of its own, which goes with its entry. */
export function addressOverlay(name: string, value: string): void {
  if (!isOverlaid()) return;
  const address = new URL(location.href);
  address.searchParams.set(name, value);
  // Past the router, which would draw the page anew.
  History.prototype.replaceState.call(history, history.state, '', address);
}

/** Lets Back call `close`. @returns what ends that, once the sheet is closed */
export function backCloses(close: () => void): () => void {
  open = [...open, close];
  push();
  return () => {
    open = open.filter((each) => each !== close);
    takeOut();
  };
}
