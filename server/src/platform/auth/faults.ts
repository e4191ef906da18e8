import { Fault } from '../../kernel/index.ts';

export const linkNotValid = (): Fault =>
  new Fault(
    'invalid',
    'link_not_valid',
    'This link is not valid any more. It works once and for a limited time; ask for a new one.',
  );

/** Said to those only who proved who they are: with the right password, or with a session. */
export const deactivated = (): Fault =>
  new Fault(
    'forbidden',
    'deactivated',
    'Your account is not active any more. Ask an administrator of your organisation.',
  );
