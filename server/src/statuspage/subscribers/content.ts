import type { MessageContent } from '../../communication/index.ts';
import type { Instant } from '../../kernel/index.ts';
import type { Language, PublicIncident, PublicUpdate } from '../model.ts';
import { addressOf, affected, minuteText, type Site, say } from '../site/index.ts';
import type { Subscriber } from './model.ts';

/** Of one subscriber. */
interface Links {
  readonly unsubscribe: string;
}

const subscription = (site: Site, language: Language, { unsubscribe }: Links) => ({
  unsubscribeUrl: unsubscribe,
  unsubscribe: say(language, 'unsubscribe'),
  footer: say(language, 'why_you', { page: site.page.name }),
  language,
  from: site.page.name,
});

/** "Please confirm." */
export function confirmContent(
  site: Site,
  { id, language }: Pick<Subscriber, 'id' | 'language'>,
  links: Links & { readonly confirm: string },
): MessageContent {
  const subject = say(language, 'confirm_subject', { page: site.page.name });
  return {
    ...{ kind: 'update', subject, headline: subject, facts: [] },
    paragraphs: [say(language, 'confirm_text')],
    actions: [{ label: say(language, 'confirm'), url: links.confirm, kind: 'open' }],
    thread: { id: `subscription-${id}`, title: subject },
    subscription: subscription(site, language, links),
  };
}

/** What was published, to one subscriber: the words of the page, and the way out. */
export function updateContent(
  site: Site,
  incident: PublicIncident,
  update: PublicUpdate,
  language: Language,
  links: Links,
): MessageContent {
  const components = affected(site, incident).map(({ component }) => component.name);
  const phase = say(language, update.phase);
  const time = (at: Instant): string => minuteText(language, site.page.timezone, at);
  return {
    kind: update.phase === 'resolved' ? 'resolved' : 'update',
    subject: `[${phase}] ${incident.title}`,
    headline: incident.title,
    facts: [
      { label: say(language, incident.kind), value: phase },
      ...(components.length === 0
        ? []
        : [{ label: say(language, 'affected'), value: components.join(', ') }]),
      ...(incident.plan === null
        ? []
        : [
            {
              label: say(language, 'planned'),
              value: `${time(incident.plan.startsAt)} – ${time(incident.plan.endsAt)}`,
            },
          ]),
    ],
    paragraphs: [
      update.body,
      ...(update.workaround === null ? [] : [`${say(language, 'workaround')}: ${update.workaround}`]),
    ],
    actions: [{ label: say(language, 'details'), url: addressOf(site, incident), kind: 'open' }],
    thread: { id: `public-${incident.code}`, title: incident.title },
    subscription: subscription(site, language, links),
  };
}
