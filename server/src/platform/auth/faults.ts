import { Fault } from '../../kernel/index.ts';

export const linkNotValid = (): Fault =>
  new Fault(
    'invalid',
    'link_not_valid',
    'This link is no longer valid. Links can be used once and expire; request a new one.',
  );

/** Said to those only who proved who they are: with the right password, or with a session. */
export const deactivated = (): Fault =>
  new Fault('forbidden', 'deactivated', 'Your account is deactivated. Contact an administrator.');
