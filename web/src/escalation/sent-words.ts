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
      text: paged ? 'Paged' : 'Told',
      at: step.handedAt,
      after: [
        step.late === 'paged_again' ? ', again' : step.late ? `, late: ${lateText(step.late)}` : '',
        step.early ? ', before its time, by hand' : '',
        !step.late && step.deadline && Date.parse(step.handedAt) <= Date.parse(step.deadline)
          ? ', in time'
          : '',
        missed ? `. Not reached: ${missed}${why ? ` (${why})` : ''}` : '',
      ].join(''),
      bad: false,
    };
  }
  switch (delivery?.state) {
    case 'failed':
      return {
        text: paged ? 'Not paged' : 'Not told',
        at: null,
        after: `No message was taken${why ? `: ${why}` : ''}.`,
        bad: true,
      };
    case 'stopped':
      return {
        text: paged ? 'Not paged' : 'Not told',
        at: null,
        after: why ? `: ${why} before it could be handed over` : ': stopped before it could be handed over',
        bad: false,
      };
    case 'trying':
      return {
        text: paged ? 'Being paged: not handed over yet' : 'Being told: not handed over yet',
        at: null,
        after: `, trying again${why ? ` (${why})` : ''}`,
        bad: false,
      };
    default:
      return {
        text: paged ? 'Being paged: queued' : 'Being told: queued',
        at: null,
        after: ', not handed over yet',
        bad: false,
      };
  }
}
