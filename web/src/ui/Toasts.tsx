import { ActionIcon } from '@mantine/core';
import { useSyncExternalStore } from 'react';
import { describeFailure } from '../api/problem.ts';
import { Icon } from './Icon.tsx';

interface Toast {
  id: number;
  text: string;
  bad: boolean;
}

let toasts: readonly Toast[] = [];
let nextId = 1;
const listeners = new Set<() => void>();

function change(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

function add(text: string, bad: boolean): void {
  const id = nextId++;
  change([...toasts.slice(-2), { id, text, bad }]);
  // Failures stay until dismissed: they may be read later than they appear.
  if (!bad) setTimeout(() => change(toasts.filter((toast) => toast.id !== id)), 5000);
}

/** Says that something was done. */
export function tell(text: string): void {
  add(text, false);
}

/** Takes all messages away: they were for whoever was signed in before. */
export function clearToasts(): void {
  change([]);
}

/** Says what failed and what to do. */
export function tellFailure(error: unknown): void {
  const failure = describeFailure(error);
  add(`${failure.title} ${failure.detail}`, true);
}

/** Runs a command that has no form of its own; success and failure are both said. */
export async function attempt(run: () => Promise<unknown>, done: string): Promise<void> {
  try {
    await run();
    tell(done);
  } catch (error) {
    tellFailure(error);
  }
}

/** The place where messages appear; mounted once. */
export function Toasts() {
  const list = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => toasts,
  );
  return (
    <div className="toasts" role="status" aria-live="polite">
      {list.map((toast) => (
        <div key={toast.id} className="toast" data-bad={toast.bad ? '' : undefined}>
          <span className="grow">{toast.text}</span>
          <ActionIcon
            size={28}
            c="inherit"
            aria-label="Dismiss"
            onClick={() => change(toasts.filter((each) => each.id !== toast.id))}
          >
            <Icon name="close" size={16} />
          </ActionIcon>
        </div>
      ))}
    </div>
  );
}
