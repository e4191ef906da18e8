import { type Actor, Fault } from '../../kernel/index.ts';
import type { Tx } from '../db/index.ts';
import { sha256 } from '../ids.ts';
import { linkNotValid } from './faults.ts';
import { makeLink } from './links.ts';
import type { AccountsOptions } from './options.ts';
import type { AccountMailKind, AccountPerson } from './people.ts';
import { anyHasPassword } from './store.ts';
import { deletePersonsLinks, deleteSetupLinks, useLink } from './store-links.ts';

const INVITATION_HOURS = 72;
const RESET_HOURS = 2;

/** Invitations and resets: both are a mailed link that sets a password. */
export function createPasswordFlows(options: AccountsOptions) {
  const { database, clock, credentials, people, audit } = options;

  /** The newest link is the one that works: whoever asks again may fear that the one before was read by others. */
  async function sendLink(tx: Tx, personId: string, kind: AccountMailKind, hours: number): Promise<void> {
    await deletePersonsLinks(tx, personId, ['password']);
    const token = await makeLink(tx, clock, 'password', personId, hours);
    const url = `${options.publicUrl}/password?token=${token}`;
    await options.sendMail(tx, { personId, kind, url, expiresInHours: hours });
  }

  return {
    /** Mails an invitation to set a password. @throws Fault `has_password`, `not_active`, `mail_not_set_up` */
    async invite(person: AccountPerson, actor: Actor): Promise<void> {
      if (options.mailMissing !== null)
        throw new Fault(
          'conflict',
          'mail_not_set_up',
          `No invitation can be sent, because e-mail is not set up. ${options.mailMissing}`,
        );
      await database.transaction(async (tx) => {
        if (!person.active)
          throw new Fault('conflict', 'not_active', `${person.name} is not active and cannot sign in.`);
        if (await anyHasPassword(tx, [person.id]))
          throw new Fault(
            'conflict',
            'has_password',
            `${person.name} has a password already. A new one can be asked for on the sign-in page.`,
          );
        await sendLink(tx, person.id, 'invitation', INVITATION_HOURS);
        await audit(tx, {
          actor,
          action: 'invitation.sent',
          subjectKind: 'person',
          subjectId: person.id,
        });
      });
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
        await sendLink(tx, person.id, 'password_reset', RESET_HOURS);
      });
    },

    /** Redeems an invitation or reset link. @throws Fault `link_not_valid`, `password_too_short` */
    async choosePassword(token: string, password: string): Promise<{ email: string }> {
      return database.transaction(async (tx) => {
        const used = await useLink(tx, sha256(token), 'password', clock.now());
        const found = used?.personId ? await people.byId(tx, used.personId) : undefined;
        if (found?.active !== true) throw linkNotValid();
        // Whoever chooses a password means other ways in to be closed.
        await deletePersonsLinks(tx, found.id, ['password', 'sign_in']);
        // With an administrator who can get in, set-up is over.
        if (found.role === 'administrator') await deleteSetupLinks(tx);
        await audit(tx, {
          actor: { kind: 'person', personId: found.id, via: 'link' },
          action: 'password.set',
          subjectKind: 'person',
          subjectId: found.id,
        });
        // Last, so that a link is not used up by a password that could not be kept.
        await credentials.setPassword(found, password);
        return { email: found.email };
      });
    },
  };
}
