import type { KindFacts } from '../../src/directory/index.ts';

/** What is said of kinds of contact methods where no channel is at hand: e-mail, a telephone, and what is neither. */
export const kindsInTest: KindFacts = {
  label: (kind) => (kind === 'email' ? 'e-mail' : kind),
  isContactable: (kind) => kind === 'email' || kind === 'phone',
  isNumber: (kind) => kind === 'phone',
  provenBy: () => [],
  display: (_kind, address) => address,
};
