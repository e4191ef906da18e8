import type { Permission } from '../identity/session.ts';
import type { IconName } from '../ui/Icon.tsx';

interface NavItem {
  to: string;
  label: string;
  icon: IconName;
  /** Further words under which Ctrl-K finds the page. */
  keywords: string;
  /** Not offered to those who may not see it. */
  needs?: Permission;
  /** For those who may do this it stands on another page: they have a better place for it in the list. */
  onPageFor?: Permission;
  /**
   * Where it stands instead of the side bar's list, which must fit a laptop: on another page. Phones list everything, and Ctrl-K
   * finds it.
   */
  place?: 'page';
}

export interface NavGroup {
  title: string;
  items: readonly NavItem[];
}

/** Every place in the product, in the order of the navigation; Ctrl-K offers the same list. */
const navigation: readonly NavGroup[] = [
  {
    title: 'Respond',
    items: [
      { to: '/incidents', label: 'Incidents', icon: 'siren', keywords: 'open list search' },
      { to: '/on-call', label: 'On call', icon: 'phone', keywords: 'schedule rota override hand-over who' },
      {
        to: '/reports',
        label: 'User reports',
        icon: 'flag',
        keywords: 'triage inbox tickets help desk customers decline join',
        needs: 'incidents:respond',
      },
      {
        to: '/report-problem',
        label: 'Report a problem',
        icon: 'flag',
        keywords: 'user report something is broken',
        onPageFor: 'incidents:respond',
      },
      { to: '/alerts', label: 'Alerts', icon: 'bell', keywords: 'monitoring signals payload' },
      {
        to: '/status-page',
        label: 'Status page',
        icon: 'globe',
        keywords: 'public customers components maintenance publish subscribers',
        needs: 'status:read',
      },
    ],
  },
  {
    title: 'Record',
    items: [
      {
        to: '/reviews',
        label: 'Reviews',
        icon: 'note',
        keywords: 'post-incident postmortem retrospective report lessons',
      },
      {
        to: '/library',
        label: 'Library',
        icon: 'book',
        keywords: 'search past incidents reports lessons causes workarounds tags',
        place: 'page',
      },
      {
        to: '/actions',
        label: 'Actions',
        icon: 'check',
        keywords: 'action items follow-up tasks owners deadlines overdue',
      },
      {
        to: '/insights',
        label: 'Insights',
        icon: 'chart',
        keywords: 'metrics mttr mttd mtta trends frequency promises analytics',
      },
      {
        to: '/insights/reports',
        label: 'Reports',
        icon: 'chart',
        keywords: 'scheduled daily weekly monthly quarterly summary mail',
        place: 'page',
      },
      {
        to: '/messages',
        label: 'Messages',
        icon: 'mail',
        keywords: 'who was notified told sent log delivery',
      },
      {
        to: '/messages/dead',
        label: 'Dead letters',
        icon: 'dead',
        keywords: 'failed undelivered re-send',
        place: 'page',
      },
      {
        to: '/audit',
        label: 'Audit log',
        icon: 'audit',
        keywords: 'administration changes',
        place: 'page',
        needs: 'audit:read',
      },
    ],
  },
  {
    title: 'Organisation',
    items: [
      { to: '/systems', label: 'Systems', icon: 'system', keywords: 'services catalog dependencies' },
      {
        to: '/system-map',
        label: 'System map',
        icon: 'system',
        keywords: 'architecture diagram dependencies topology state owner',
        place: 'page',
      },
      {
        to: '/printout',
        label: 'Printout',
        icon: 'book',
        keywords: 'print paper pdf offline network down directory contacts runbooks map',
        place: 'page',
      },
      { to: '/teams', label: 'Teams', icon: 'team', keywords: 'owners roles' },
      { to: '/people', label: 'People', icon: 'people', keywords: 'contact methods roles responders' },
      {
        to: '/audiences',
        label: 'Audiences',
        icon: 'mail',
        keywords: 'updates stakeholders customers mailing lists',
      },
      {
        to: '/integrations',
        label: 'Integrations',
        icon: 'plug',
        keywords: 'alertmanager pagerduty webhook key',
        needs: 'integrations:read',
      },
      {
        to: '/webhooks',
        label: 'Webhooks',
        icon: 'plug',
        keywords: 'events outgoing signed secret subscriptions deliveries replay',
        place: 'page',
        needs: 'integrations:read',
      },
      {
        to: '/channels',
        label: 'Channels',
        icon: 'mail',
        keywords: 'e-mail sms push chat set up configure settings environment',
        place: 'page',
      },
      {
        to: '/connectors',
        label: 'Connectors',
        icon: 'plug',
        keywords: 'prometheus loki elasticsearch opensearch metrics logs queries',
        place: 'page',
        needs: 'integrations:read',
      },
      {
        to: '/trackers',
        label: 'Issue trackers',
        icon: 'plug',
        keywords: 'jira github gitlab issues tickets actions',
        place: 'page',
        needs: 'integrations:read',
      },
      {
        to: '/confluence',
        label: 'Confluence',
        icon: 'plug',
        keywords: 'wiki reports pages publish atlassian',
        place: 'page',
        needs: 'integrations:read',
      },
      {
        to: '/checks',
        label: 'Checks',
        icon: 'plug',
        keywords: 'built-in monitoring uptime http tcp dns certificate prometheus',
        place: 'page',
        needs: 'integrations:read',
      },
      { to: '/policy', label: 'Policy', icon: 'book', keywords: 'matrix severity runbook escalation' },
      {
        to: '/runbooks',
        label: 'Runbooks',
        icon: 'book',
        keywords: 'guided steps checklist types repository',
      },
      { to: '/coverage', label: 'Coverage', icon: 'flag', keywords: 'gaps readiness nobody on call' },
      {
        to: '/programme',
        label: 'Programme',
        icon: 'check',
        keywords: 'readiness calendar drills reviews due recurring duties',
      },
      {
        to: '/drills',
        label: 'Drills',
        icon: 'siren',
        keywords: 'exercise game day simulation scenario scorecard',
        place: 'page',
      },
      {
        to: '/training',
        label: 'Training',
        icon: 'people',
        keywords: 'new hire ready on call sign-off shadow',
        place: 'page',
      },
      {
        to: '/rehearse',
        label: 'Rehearse',
        icon: 'clock',
        keywords: 'what would happen simulate',
      },
      {
        to: '/settings',
        label: 'Settings',
        icon: 'sliders',
        keywords: 'organisation time zone holidays roles cto ceo e-mail test api tokens',
      },
    ],
  },
];

/** The navigation of somebody with these permissions. */
export function navigationFor(permissions: readonly Permission[]): NavGroup[] {
  return navigation.map(({ title, items }) => ({
    title,
    items: items
      .filter(({ needs }) => needs === undefined || permissions.includes(needs))
      .map((item) =>
        item.onPageFor !== undefined && permissions.includes(item.onPageFor)
          ? { ...item, place: 'page' as const }
          : item,
      ),
  }));
}
