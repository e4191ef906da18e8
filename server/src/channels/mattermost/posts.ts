import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Envelope, RoomCard } from '../../communication/index.ts';
import { chatText } from '../chat/presets.ts';

/** What Mattermost takes, less what attachments add. */
const MOST_CHARACTERS = 12_000;
/** The longest message, of four bytes each, with what JSON adds. */
export const MAX_BYTES = 60_000;

/** A button, as it is posted; its context is kept by the server, and comes back with the tap. */
interface Button {
  readonly id: string;
  readonly name: string;
  readonly action: 'acknowledge' | 'command';
  readonly value: string;
}

/** How a tap proves that the button is ours: Mattermost signs nothing, and never shows a context to anybody. */
export class Buttons {
  readonly #key: string;
  readonly #url: string;

  constructor(secret: string, publicUrl: string) {
    this.#key = createHmac('sha256', secret).update('buttons in Mattermost').digest('hex');
    this.#url = `${publicUrl}/callbacks/mattermost/actions`;
  }

  proofOf(action: string, value: string): string {
    return createHmac('sha256', this.#key).update(`${action}:${value}`).digest('hex');
  }

  isOurs(action: string, value: string, proof: string): boolean {
    const [given, right] = [Buffer.from(proof), Buffer.from(this.proofOf(action, value))];
    return given.length === right.length && timingSafeEqual(given, right);
  }

  attachments(buttons: readonly Button[]): readonly object[] {
    if (buttons.length === 0) return [];
    const actions = buttons.map(({ id, name, action, value }) => {
      const context = { action, value, proof: this.proofOf(action, value) };
      return { id, name, type: 'button', style: 'primary', integration: { url: this.#url, context } };
    });
    return [{ fallback: buttons.map(({ name }) => name).join(', '), actions }];
  }
}

const bold = (text: string): string => `**${text}**`;

export interface Post {
  readonly message: string;
  readonly props: { readonly attachments: readonly object[] };
}

/** @param to the address whose reader may acknowledge; null: nobody by this post */
export function postFor(envelope: Envelope, buttons: Buttons, to: string | null): Post {
  const asks = envelope.content.actions.some(({ kind }) => kind === 'acknowledge');
  const button = {
    ...({ id: 'acknowledge', name: 'Acknowledge', action: 'acknowledge' } as const),
    value: `${envelope.messageId}|${to}`,
  };
  return {
    message: chatText(envelope, { most: MOST_CHARACTERS, bold }),
    props: { attachments: buttons.attachments(asks && to !== null ? [button] : []) },
  };
}

export function cardPost({ content, drill, acknowledge, now }: RoomCard, buttons: Buttons): Post {
  const to = { address: '', name: undefined };
  const shown = { messageId: '', purpose: 'notice', bundled: [], late: undefined, attempt: 1 } as const;
  const button = { id: 'acknowledge', name: 'Acknowledge', action: 'command' } as const;
  return {
    message: chatText({ ...shown, to, content, drill, now }, { most: MOST_CHARACTERS, bold }),
    props: {
      attachments: buttons.attachments(acknowledge === null ? [] : [{ ...button, value: acknowledge }]),
    },
  };
}
