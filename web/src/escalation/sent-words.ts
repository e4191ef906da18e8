import { reasonWords } from '../communication/words.ts';
import type { LadderStep } from './api.ts';
import { lateText } from './words.ts';

export interface SentWords {
  text: string;
  /** When: comes after `text`. */
  at: string | null;
  after: string;
  bad: boolean;
}

type Sent = Pick<LadderStep, 'mode' | 'handedAt' | 'deadline' | 'late' | 'early' | 'delivery' | 'sendAt'>;

/** How telling went, in words that claim no more than is known: a queued message has told nobody. */
export function sentWords(step: Sent): SentWords {
  const paged = step.mode === 'page';
  const delivery = step.delivery;
  const why = delivery?.reason ? reasonWords(delivery.reason) : '';
  if (step.handedAt) {
    const missed = delivery?.unreached.map((person) => person.name).join(', ');
    return {
      text: paged ? 'Paged' : 'Notified',
      at: step.handedAt,
      after: [
        step.late === 'paged_again' ? ', again' : step.late ? `, late: ${lateText(step.late)}` : '',
        step.early ? ', sent early by hand' : '',
        !step.late && step.deadline && Date.parse(step.handedAt) <= Date.parse(step.deadline)
          ? ', on time'
          : '',
        missed ? `. Not reached: ${missed}${why ? ` (${why})` : ''}` : '',
      ].join(''),
      bad: false,
    };
  }
  switch (delivery?.state) {
    case 'failed':
      return {
        text: paged ? 'Not paged' : 'Not notified',
        at: null,
        after: `Sending failed${why ? `: ${why}` : ''}.`,
        bad: true,
      };
    case 'stopped':
      return {
        text: paged ? 'Not paged' : 'Not notified',
        at: null,
        after: why ? `: ${why} before it was sent` : ': stopped before it was sent',
        bad: false,
      };
    case 'trying':
      return {
        text: paged ? 'Paging: not sent yet' : 'Notifying: not sent yet',
        at: null,
        after: `, retrying${why ? ` (${why})` : ''}`,
        bad: false,
      };
    default:
      return {
        text: paged ? 'Paging: queued' : 'Notifying: queued',
        at: null,
        after: ', not sent yet',
        bad: false,
      };
  }
}
