import { type Actor, Fault, isBefore, plusSeconds } from '../../kernel/index.ts';
import type { Tx } from '../db/index.ts';
import { sha256 } from '../ids.ts';
import { linkNotValid } from './faults.ts';
import { makeLink } from './links.ts';
import type { AccountsOptions } from './options.ts';
import type { AccountMail, AccountPerson } from './people.ts';
import { anyHasPassword, markSessionsEnded } from './store.ts';
import { deletePersonsLinks, deleteSetupLinks, timesOfLinks, useLink } from './store-links.ts';

const INVITATION_HOURS = 72;
/** How long a reset link works; the mail and the page both say this one. */
const RESET_HOURS = 2;
/** Reset links of one account: one in so many seconds, and so many that work at a time, whoever asks. */
const RESET_EVERY_SECONDS = 300;
const MOST_RESETS = 3;

type Invite = (
  person: AccountPerson,
  by: { readonly actor: Actor; readonly personId: string | undefined },
) => Promise<void>;

/** Invitations and resets: both are a mailed link that sets a password. */
export function createPasswordFlows(options: AccountsOptions) {
  const { database, clock, credentials, people, audit } = options;

  const sendLink = linkSender(options);

  return {
    invite: inviter(options),

    /**
     * Notes that a reset link is wanted for an address; `sendReset` does the rest, later and elsewhere. So the answer is
     * the same for every address, in words and in time, and addresses cannot be probed.
     * Without mail it refuses every address alike: whoever waits for a link that cannot come asks nobody else.
     * @returns for how many hours a link works
     * @throws Fault `mail_not_set_up`
     */
    async recover(email: string): Promise<{ linkHours: number }> {
      if (options.mailMissing !== null)
        throw new Fault(
          'conflict',
          'mail_not_set_up',
          'Cannot send the link: e-mail is not configured. Contact the operator of this Tocsin installation.',
        );
      await database.transaction((tx) => options.sendResetLater(tx, email));
      return { linkHours: RESET_HOURS };
    },

    /**
     * Mails a reset link, if this address is somebody's and no link was made for them just now: whoever asks for a stranger's
     * fills a mailbox no faster than that.
     */
    async sendReset(email: string): Promise<void> {
      await database.transaction(async (tx) => {
        const person = await people.byEmail(tx, email);
        if (person?.active !== true) return;
        const now = clock.now();
        const made = await timesOfLinks(tx, person.id, now);
        const tooSoon = made.some((at) => isBefore(plusSeconds(now, -RESET_EVERY_SECONDS), at));
        if (tooSoon || made.length >= MOST_RESETS) return;
        await sendLink(tx, { personId: person.id, kind: 'password_reset', invitedBy: null }, RESET_HOURS);
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
        await markSessionsEnded(tx, found.id, clock.now());
        // Last, so that a link is not used up by a password that could not be kept.
        await credentials.setPassword(found, password);
        return { email: found.email };
      });
    },
  };
}

/** Makes a link and mails it. Earlier ones go on working until one has been used: whoever can ask for another must not be able to void them. */
const linkSender =
  ({ clock, publicUrl, sendMail }: AccountsOptions) =>
  async (
    tx: Tx,
    about: Pick<AccountMail, 'personId' | 'kind' | 'invitedBy'>,
    hours: number,
  ): Promise<void> => {
    const { token, ...link } = await makeLink(tx, clock, 'password', about.personId, hours);
    await sendMail(tx, { ...about, ...link, url: `${publicUrl}/password?token=${token}` });
  };

/**
 * Mails an invitation to set a password.
 * @param by with the person behind a token, who hears if the invitation cannot be delivered
 * @throws Fault `has_password`, `not_active`, `mail_not_set_up`
 */
const inviter = (options: AccountsOptions): Invite => {
  const { database, audit } = options;
  const sendLink = linkSender(options);
  return async (person, { actor, personId: invitedBy }) => {
    if (options.mailMissing !== null)
      throw new Fault(
        'conflict',
        'mail_not_set_up',
        `Cannot send the invitation: e-mail is not configured. ${options.mailMissing}`,
      );
    await database.transaction(async (tx) => {
      if (!person.active)
        throw new Fault('conflict', 'not_active', `${person.name} is deactivated and cannot sign in.`);
      if (await anyHasPassword(tx, [person.id]))
        throw new Fault(
          'conflict',
          'has_password',
          `${person.name} already has a password. They can reset it on the sign-in page.`,
        );
      // An administrator who invites again may fear that the link before was read by others.
      await deletePersonsLinks(tx, person.id, ['password']);
      await sendLink(
        tx,
        { personId: person.id, kind: 'invitation', invitedBy: invitedBy ?? null },
        INVITATION_HOURS,
      );
      await audit(tx, {
        actor,
        action: 'invitation.sent',
        subjectKind: 'person',
        subjectId: person.id,
      });
    });
  };
};
