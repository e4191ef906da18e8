import { useEffect, useState } from 'react';

let asked: string | null = null;
const listeners = new Set<() => void>();

/** Opens a form of a page from elsewhere, now or as soon as its page is there. */
export function askForForm(name: string): void {
  asked = name;
  for (const listener of listeners) listener();
}

/** Whether a form of a page is open: by its own button, or because it was asked for elsewhere. */
export function useAskedForm(name: string): [boolean, (open: boolean) => void] {
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const look = () => {
      if (asked !== name) return;
      asked = null;
      setOpen(true);
    };
    look();
    listeners.add(look);
    return () => {
      listeners.delete(look);
    };
  }, [name]);
  return [open, setOpen];
}
