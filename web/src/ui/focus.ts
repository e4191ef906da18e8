/**
 * Runs what a button in a list does and keeps the keyboard where it was: on the button, and, when the button went with
 * its item, on the first control that is left there. Without it the next Tab would begin at the top of the page.
 */
export function keepFocus(button: HTMLElement, act: () => void): void {
  const around: HTMLElement[] = [];
  for (let each = button.parentElement; each; each = each.parentElement) around.push(each);
  act();
  requestAnimationFrame(() => {
    if (button.isConnected) return button.focus();
    const left = around.find((each) => each.isConnected);
    left?.querySelector<HTMLElement>('button, select, input, a[href]')?.focus();
  });
}

/** What had the focus last outside of every dialog; where the keyboard belongs when the last of them has closed. */
let outside: HTMLElement | null = null;

/** Begins to notice what has the focus. Once, at start. */
export function followFocus(): void {
  document.addEventListener('focusin', ({ target }) => {
    if (target instanceof HTMLElement && !target.closest('dialog, [role="dialog"]')) outside = target;
  });
}

/**
 * Gives the focus back after a dialog. The browser does so for what opened the dialog, but not when that was the command
 * palette, which has gone by then, nor when the dialog went with its page.
 */
export function returnFocus(): void {
  requestAnimationFrame(() => {
    if (document.activeElement && document.activeElement !== document.body) return;
    if (outside?.isConnected) outside.focus({ preventScroll: true });
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
  const first = dialog.querySelector<HTMLElement>(
    `.sheet-body :is(input${search}, textarea, select, button, a[href]):not(:disabled)`,
  );
  (first ?? dialog.querySelector<HTMLElement>('h2'))?.focus({ preventScroll: true });
}
