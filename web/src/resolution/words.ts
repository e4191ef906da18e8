import type { Check, Resolution } from './api.ts';

/** The form that an item opens; none where one tap is enough. */
export type Opened = 'note' | 'evidence' | 'review' | 'plan' | 'root_cause' | 'waive' | 'confirm';

export interface Action {
  readonly label: string;
  readonly opens: Opened | 'done' | 'ask' | 'unknown';
}

/**
 * What can be done about an open item, the likeliest first.
 * @param resolving the incident is about to be resolved: a cause that is unknown is enough
 */
export function actionsOf(
  item: Check,
  { rootCause }: Pick<Resolution, 'rootCause'>,
  resolving: boolean,
): Action[] {
  const waive: Action = { label: 'Waive', opens: 'waive' };
  switch (item.act) {
    case 'ask':
      return [
        { label: item.question === null ? 'Ask' : 'Ask again', opens: 'ask' },
        ...(item.question?.answer?.works === false
          ? []
          : [{ label: 'Confirmed otherwise', opens: 'confirm' } as const]),
        waive,
      ];
    case 'review':
      return [{ label: 'Add review', opens: 'review' }, waive];
    case 'plan':
      return [
        item.plan === null ? { label: 'Write plan', opens: 'plan' } : { label: 'Implemented', opens: 'note' },
        waive,
      ];
    case 'evidence':
      return [{ label: 'Add evidence', opens: 'evidence' }, waive];
    case 'note':
      return [{ label: 'Done', opens: 'note' }, waive];
    case 'root_cause':
      return [
        { label: 'Record', opens: 'root_cause' },
        ...(resolving && rootCause === null ? [{ label: 'Unknown yet', opens: 'unknown' } as const] : []),
        ...(resolving ? [] : [waive]),
      ];
    case 'none':
      return [waive];
  }
}

/** "2 items open", for a button that waits for them. */
export const openWords = (count: number): string =>
  count === 1 ? '1 item is open' : `${count} items are open`;
