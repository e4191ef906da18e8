import { z } from 'zod';

/**
 * The address under which better-auth keeps an account. It refuses addresses that mail servers and the directory take
 * (`zoë@example.com`, `r&d@example.com`): these get a name that it takes and that nobody sees.
 */
export const signInName = (email: string): string =>
  z.email().safeParse(email).success
    ? email
    : `${Buffer.from(email.trim().toLowerCase()).toString('hex')}@address.invalid`;
