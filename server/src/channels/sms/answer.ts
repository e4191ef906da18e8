import { type Answered, isAcknowledgement } from '../../communication/index.ts';

/** What somebody means who answers a page in writing. */
export type WrittenAnswer =
  | { readonly kind: 'acknowledge'; readonly code: number | null }
  /** For the timeline. */
  | { readonly kind: 'note'; readonly code: number | null; readonly text: string }
  /** The code of a test page, which belongs in the profile and not here. */
  | { readonly kind: 'test_code' };

/** What somebody wants who writes back by SMS. */
export type Reply =
  | WrittenAnswer
  | { readonly kind: 'opt_out' }
  | { readonly kind: 'opt_in' }
  /** Answered by the provider itself, or nothing at all. */
  | { readonly kind: 'nothing' };

/** The words that Twilio itself acts on, whoever wrote them to whom. */
const OPT_OUT = /^(?:stop|stopall|unsubscribe|cancel|end|quit|revoke|optout)$/i;
const OPT_IN = /^(?:start|unstop)$/i;
const HELP = /^(?:help|info)$/i;

const CODE = /^(?:(?:ack|acknowledge|acknowledged|ok|okay|yes|reply)[\s:,]+)?#?(\d{1,2})[.!]?$/i;
const CODE_AND_TEXT = /^#?(\d{1,2})[\s:,.-]+(\S[\s\S]*)$/;
const TEST_CODE = /^\d{6}$/;

/** @param optOut OptOutType, with which Twilio says how it understood the message itself */
export function readReply(body: string, optOut: string | null): Reply {
  const text = body.trim();
  if (optOut === 'STOP' || OPT_OUT.test(text)) return { kind: 'opt_out' };
  if (optOut === 'START' || OPT_IN.test(text)) return { kind: 'opt_in' };
  if (optOut === 'HELP' || HELP.test(text) || text === '') return { kind: 'nothing' };
  return readAnswer(text);
}

/** The same in every channel in which pages have codes (the trait `codes`). */
export function readAnswer(body: string): WrittenAnswer {
  const text = body.trim();
  if (isAcknowledgement(text)) return { kind: 'acknowledge', code: null };
  if (TEST_CODE.test(text)) return { kind: 'test_code' };
  const alone = CODE.exec(text);
  if (alone !== null) return { kind: 'acknowledge', code: Number(alone[1]) };
  const [, code, rest] = CODE_AND_TEXT.exec(text) ?? [];
  if (code !== undefined && rest !== undefined) return { kind: 'note', code: Number(code), text: rest };
  return { kind: 'note', code: null, text };
}

/** What to write back to a code. */
export function answerToCode(code: number | null, { kind, sentence }: Answered): string {
  if (kind !== 'unknown') return sentence;
  return code === null
    ? 'Nothing was acknowledged: no open page, or more than one, was sent here. Reply with the code in the page.'
    : `Nothing was acknowledged: the code ${code} belongs to no open page that was sent here. Check the code in the latest page.`;
}

/** What to write back to a text. */
export function answerToNote(code: number | null, { kind, sentence }: Answered): string {
  if (kind === 'taken')
    return `${sentence} To acknowledge, reply with ${code === null ? 'the code' : `${code}`} alone.`;
  return kind === 'unknown'
    ? 'Not understood. To acknowledge a page, reply with the code in it and nothing else.'
    : sentence;
}

export const TEST_CODE_ANSWER =
  'Enter that code in your profile in Tocsin. To acknowledge the test page, reply with the short code in it.';
