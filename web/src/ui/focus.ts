/**
 * Where the keyboard was: an element, and what stood around it from the inside out. The latter says where to go on when the
 * element goes: the next control of its list, or what stands in place of its form.
 */
interface Place {
  readonly element: HTMLElement;
  /** Each with the place of the one before among its children. */
  readonly around: readonly { readonly box: HTMLElement; readonly at: number }[];
}

/** What had the focus last. Null once somebody clicks beside everything, so that nothing is focused against their will. */
let last: Place | null = null;
/** The same, outside of every dialog: where the keyboard belongs when the last of them has closed. */
let outside: Place | null = null;
/** The focused button switched itself off, as a form's does while its command runs. */
let switchedOff = false;

const DIALOG = 'dialog, [role="dialog"]';
const isNowhere = (): boolean => !document.activeElement || document.activeElement === document.body;

function placeOf(element: HTMLElement): Place {
  const around: { box: HTMLElement; at: number }[] = [];
  let child = element;
  for (let box = child.parentElement; box; box = box.parentElement) {
    around.push({ box, at: [...box.children].indexOf(child) });
    child = box;
  }
  return { element, around };
}

/**
 * Begins to notice what has the focus, and to give it back when its element goes: with the form that was sent, the row that
 * was removed, the button that became another. Once, at start, for all pages; each form giving it back by itself was the
 * other choice, and the ones forgotten threw the keyboard to the top of the page.
 */
export function followFocus(): void {
  document.addEventListener('focusin', ({ target }) => {
    if (!(target instanceof HTMLElement)) return;
    last = placeOf(target);
    switchedOff = false;
    if (!target.closest(DIALOG)) outside = last;
  });
  document.addEventListener('pointerdown', ({ target }) => {
    if (target instanceof Element && !target.closest('button, a, input, select, textarea, label, [tabindex]'))
      last = null;
  });
  new MutationObserver((changes) => {
    if (!last) return;
    const { element } = last;
    if (element.matches(':disabled')) switchedOff = true;
    const gone = (change: MutationRecord) => [...change.removedNodes].some((node) => node.contains(element));
    const lost = !element.isConnected || switchedOff || changes.some(gone);
    // After whoever changed the page has had its turn: a page that was opened, a list that moves its rows.
    if (lost && isNowhere()) requestAnimationFrame(mend);
  }).observe(document.body, {
    childList: true,
    subtree: true,
    attributes: true,
    attributeFilter: ['disabled'],
  });
}

function mend(): void {
  if (last && isNowhere()) goBackTo(last);
}

/** Focuses the place, or the nearest one to it that is left. */
function goBackTo({ element, around }: Place): void {
  if (element.isConnected) {
    // A button that is switched off for a while gets the focus when it is on again.
    if (!element.matches(':disabled')) element.focus({ preventScroll: true });
    return;
  }
  const dialog = around.find(({ box }) => box.matches(DIALOG))?.box;
  const open = dialog instanceof HTMLDialogElement && dialog.isConnected && dialog.open;
  // What stands in place of a whole form is read from its beginning.
  const isReplaced = around.some(({ box }) => box.matches('form') && !box.isConnected);
  if (dialog && !open) returnFocus();
  else if (open && isReplaced) focusFirst(dialog);
  else if (isReplaced || !focusNear(around)) focusPage();
}

/** Focuses the control that came to stand where one was, or the first one around it. @returns whether there is any */
function focusNear(around: Place['around']): boolean {
  for (const { box, at } of around) {
    if (box.id === 'main' || box === document.body) return false;
    if (!box.isConnected) continue;
    const next = box.children[Math.min(at, box.children.length - 1)];
    const control =
      next?.querySelector<HTMLElement>(controls()) ?? box.querySelector<HTMLElement>(controls());
    control?.focus({ preventScroll: true });
    if (control) return true;
  }
  return false;
}

/** Where there is only a screen to type on, a field that gets the focus unasked would cover half of the page. */
const controls = (): string =>
  matchMedia('(pointer: coarse)').matches
    ? 'button:not(:disabled), a[href]'
    : ':is(button, select, input):not(:disabled), a[href]';

/**
 * Gives the focus back after a dialog. The browser does so for what opened the dialog, but not when that was the command
 * palette, which has gone by then, nor when the dialog went with its page, nor when its command took the opener away.
 */
export function returnFocus(): void {
  requestAnimationFrame(() => {
    if (!isNowhere()) return;
    if (outside) goBackTo(outside);
    else focusPage();
  });
}

/** Puts the focus on the heading of the page, or on the page while its heading is on its way. */
export function focusPage(): void {
  const main = document.getElementById('main');
  const target = main?.querySelector<HTMLElement>('h1') ?? main;
  if (!target) return;
  target.tabIndex = -1;
  target.focus({ preventScroll: true });
}

/**
 * Puts the focus on the first thing to fill in or to press in a dialog, on its heading when there is none yet. Where there
 * is only a screen to type on, a field that merely searches would cover half of what it searches in.
 */
export function focusFirst(dialog: HTMLElement): void {
  const search = matchMedia('(pointer: coarse)').matches ? ':not([type="search"])' : '';
  const controls = `.sheet-body :is(input${search}, textarea, select, button, a[href]):not(:disabled)`;
  // While the fields are on their way the first thing to press would be "Cancel".
  const first = dialog.querySelector('[aria-busy="true"]')
    ? dialog.querySelector<HTMLElement>(`${controls}:not(.form-foot *)`)
    : dialog.querySelector<HTMLElement>(controls);
  (first ?? dialog.querySelector<HTMLElement>('h2'))?.focus({ preventScroll: true });
}
