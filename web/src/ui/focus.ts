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
