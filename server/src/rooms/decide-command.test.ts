import { expect, test } from 'vitest';
import { readCommand } from './decide-command.ts';

test.each([
  ['', { type: 'help' }],
  ['  list ', { type: 'list' }],
  ['declare Checkout is  down', { type: 'declare', severity: 'P2', title: 'Checkout is  down' }],
  ['DECLARE p1 Checkout', { type: 'declare', severity: 'P1', title: 'Checkout' }],
  ['declare P1', { type: 'incomplete' }],
  ['declare P5 is a printer', { type: 'declare', severity: 'P2', title: 'P5 is a printer' }],
  ['ack INC-7', { type: 'acknowledge', ref: 'INC-7' }],
  ['ack 7', { type: 'acknowledge', ref: '7' }],
  ['ack everything', { type: 'incomplete' }],
  ['update INC-7 Failing  over', { type: 'update', ref: 'INC-7', text: 'Failing  over' }],
  ['update Failing over', { type: 'incomplete' }],
  ['note 7 Replica lags', { type: 'note', ref: '7', text: 'Replica lags' }],
  ['note 7', { type: 'incomplete' }],
  ['lead INC-7', { type: 'command', ref: 'INC-7' }],
  ['page inc-7 Ana Ruiz', { type: 'page', ref: 'inc-7', target: 'Ana Ruiz' }],
  ['page payments', { type: 'incomplete' }],
  ['whoison payments', { type: 'whoison', team: 'payments' }],
  ['whoison', { type: 'incomplete' }],
  ['drop table', { type: 'help' }],
])('%j', (text, command) => {
  expect(readCommand(text)).toMatchObject(command);
});
