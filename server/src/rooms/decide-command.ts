import type { Severity } from '../policy/index.ts';

/** What somebody asks for by a chat. */
export type ChatCommand =
  | { readonly type: 'help' }
  | { readonly type: 'list' }
  | { readonly type: 'declare'; readonly severity: Severity; readonly title: string }
  | { readonly type: 'acknowledge'; readonly ref: string }
  | { readonly type: 'command'; readonly ref: string }
  | { readonly type: 'note'; readonly ref: string; readonly text: string }
  | { readonly type: 'update'; readonly ref: string; readonly text: string }
  | { readonly type: 'page'; readonly ref: string; readonly target: string }
  | { readonly type: 'whoison'; readonly team: string }
  | { readonly type: 'incomplete'; readonly sentence: string };

/** Whoever declares in a hurry and names none: bad enough to be looked at now, and lowered with one click. */
const DEFAULT_SEVERITY: Severity = 'P2';

export const HELP = [
  '/incident list: open incidents',
  `/incident declare [P1 to P4] TITLE: declare an incident; ${DEFAULT_SEVERITY} when you name no severity`,
  '/incident ack INC-1: acknowledge',
  '/incident command INC-1: take command',
  '/incident update INC-1 TEXT: send an update to stakeholders, in your words',
  '/incident note INC-1 TEXT: add a note to the timeline',
  '/incident page INC-1 TEAM or PERSON: page the on-call of a team, or a person',
  '/incident whoison TEAM: who is on call',
].join('\n');

const REF = /^(?:inc-)?\d{1,15}$/i;

/** Reads what was typed after `/incident`. */
export function readCommand(text: string): ChatCommand {
  const [, word = '', rest = ''] = /^\s*(\S*)\s*([\s\S]*?)\s*$/.exec(text) ?? [];
  const [, first = '', after = ''] = /^(\S*)\s*([\s\S]*)$/.exec(rest) ?? [];
  switch (word.toLowerCase()) {
    case 'list':
    case 'ls':
      return { type: 'list' };
    case 'declare':
    case 'new':
      return declare(first, after, rest);
    case 'ack':
    case 'acknowledge':
      return REF.test(first)
        ? { type: 'acknowledge', ref: first }
        : incomplete('Say which incident: /incident ack INC-1');
    case 'command':
    case 'lead':
      return REF.test(first)
        ? { type: 'command', ref: first }
        : incomplete('Say which incident: /incident command INC-1');
    case 'update':
    case 'note':
      return said(word.toLowerCase() === 'note' ? 'note' : 'update', first, after);
    case 'page':
      return REF.test(first) && after !== ''
        ? { type: 'page', ref: first, target: after }
        : incomplete('Say which incident and whom: /incident page INC-1 payments');
    case 'whoison':
    case 'oncall':
      return rest === ''
        ? incomplete('Say which team: /incident whoison payments')
        : { type: 'whoison', team: rest };
    default:
      return { type: 'help' };
  }
}

const said = (type: 'note' | 'update', ref: string, text: string): ChatCommand =>
  REF.test(ref) && text !== ''
    ? { type, ref, text }
    : incomplete(`Say which incident and what is new: /incident ${type} INC-1 Failing over to the replica`);

function declare(first: string, after: string, rest: string): ChatCommand {
  const [severity] = /^P[1-4]$/i.exec(first) ?? [];
  const title = severity === undefined ? rest : after;
  if (title === '') return incomplete('Say what is broken: /incident declare Checkout answers with errors');
  return {
    type: 'declare',
    severity: (severity?.toUpperCase() as Severity | undefined) ?? DEFAULT_SEVERITY,
    title,
  };
}

const incomplete = (sentence: string): ChatCommand => ({ type: 'incomplete', sentence });
