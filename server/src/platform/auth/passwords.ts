import { Fault } from '../../kernel/index.ts';
import type { Tx } from '../db/index.ts';
import { sha256 } from '../ids.ts';
import { linkNotValid, makeLink } from './links.ts';
import type { AccountsOptions } from './options.ts';
import { deleteSetupLinks, useLink } from './store-links.ts';

const INVITATION_HOURS = 72;
const RESET_HOURS = 2;

/** Invitations and resets: both are a mailed link that sets a password. */
export function createPasswordFlows(options: AccountsOptions) {
  const { database, clock, credentials, people, audit } = options;
  return {
    /** Mails an invitation to set a password. @throws Fault `mail_not_set_up` */
    async invite(tx: Tx, personId: string): Promise<void> {
      if (options.mailMissing !== null)
        throw new Fault(
          'conflict',
          'mail_not_set_up',
          `No invitation can be sent, because e-mail is not set up. ${options.mailMissing}`,
        );
      const token = await makeLink(tx, clock, 'password', personId, INVITATION_HOURS);
      const url = `${options.publicUrl}/password?token=${token}`;
      await options.sendMail(tx, { personId, kind: 'invitation', url, expiresInHours: INVITATION_HOURS });
    },

    /**
     * Mails a reset link, if this address is somebody's; says nothing either way, so that addresses cannot be probed.
     * Without mail it refuses every address alike: whoever waits for a link that cannot come asks nobody else.
     * @throws Fault `mail_not_set_up`
     */
    async recover(email: string): Promise<void> {
      if (options.mailMissing !== null)
        throw new Fault(
          'conflict',
          'mail_not_set_up',
          'No link can be sent, because e-mail is not set up here. Ask whoever runs Tocsin.',
        );
      await database.transaction(async (tx) => {
        const person = await people.byEmail(tx, email);
        if (person?.active !== true) return;
        const token = await makeLink(tx, clock, 'password', person.id, RESET_HOURS);
        const url = `${options.publicUrl}/password?token=${token}`;
        await options.sendMail(tx, {
          personId: person.id,
          kind: 'password_reset',
          url,
          expiresInHours: RESET_HOURS,
        });
      });
    },

    /** Redeems an invitation or reset link. @throws Fault `link_not_valid`, `password_too_short` */
    async choosePassword(token: string, password: string): Promise<{ email: string }> {
      const person = await database.transaction(async (tx) => {
        const used = await useLink(tx, sha256(token), 'password', clock.now());
        const found = used?.personId ? await people.byId(tx, used.personId) : undefined;
        if (found?.active !== true) throw linkNotValid();
        // With an administrator who can get in, set-up is over.
        if (found.role === 'administrator') await deleteSetupLinks(tx);
        await audit(tx, {
          actor: { kind: 'person', personId: found.id, via: 'link' },
          action: 'password.set',
          subjectKind: 'person',
          subjectId: found.id,
        });
        return found;
      });
      await credentials.setPassword(person, password);
      return { email: person.email };
    },
  };
}
