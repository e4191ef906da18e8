import { Spotlight, type SpotlightActionData, spotlight } from '@mantine/spotlight';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { meQuery } from '../identity/session.ts';
import { askForForm } from '../ui/asked.ts';
import { Icon, type IconName } from '../ui/Icon.tsx';
import { navigationFor } from './nav.ts';
import { usePageActions } from './palette-actions.ts';
import { addables } from './palette-adds.ts';
import { type Findable, foundBy } from './palette-filter.ts';
import './palette.css';

/** Of what the open page lets people do, so many stand before the other pages until something is typed. */
const OFFERED_AT_FIRST = 4;

type Action = SpotlightActionData & Findable;

/** Ctrl-K: every page and every action by name, and a search through the incidents and the alerts. */
export function CommandPalette({ onClose }: { onClose: () => void }) {
  const navigate = useNavigate();
  const [query, setQuery] = useState('');
  useEffect(() => spotlight.open(), []);
  const action = (id: string, label: string, icon: IconName, keywords: string, run: () => unknown) => ({
    id,
    label,
    keywords,
    leftSection: <Icon name={icon} size={18} />,
    onClick: () => void run(),
  });
  const words = query.trim();
  const me = useQuery(meQuery);
  const offered = usePageActions();
  const permissions = me.data?.permissions ?? [];
  const actions: Action[] = [
    ...(words === '' ? offered.slice(0, OFFERED_AT_FIRST) : offered).map((each) =>
      action(each.id, each.label, 'right', each.keywords, each.run),
    ),
    action('declare', 'Declare incident', 'plus', 'new open start report', () =>
      navigate({ to: '/incidents/new' }),
    ),
    ...navigationFor(permissions)
      .flatMap((group) => group.items)
      .map((item) => action(item.to, item.label, item.icon, item.keywords, () => navigate({ to: item.to }))),
    ...addables
      .filter(({ needs }) => permissions.includes(needs))
      .map(({ what, to, keywords }) =>
        action(`add-${what}`, `Add ${what}`, 'plus', keywords, () => {
          askForForm(`add-${what}`);
          return navigate({ to });
        }),
      ),
    ...(permissions.includes('oncall:write')
      ? [
          action('add-schedule', 'New on-call schedule', 'plus', 'add rota', () =>
            navigate({ to: '/on-call/new' }),
          ),
        ]
      : []),
    action('account', 'My account', 'user', 'password token session sign out', () =>
      navigate({ to: '/account' }),
    ),
  ];
  const found: Action[] = foundBy(words, actions);
  if (/^(inc-)?\d+$/i.test(words)) {
    const ref = `INC-${words.replace(/\D/g, '')}`;
    found.unshift(
      action('ref', `Open ${ref}`, 'right', words, () =>
        navigate({ to: '/incidents/$ref', params: { ref } }),
      ),
    );
  } else if (words !== '') {
    found.push(
      action('find', `Search incidents for “${words}”`, 'search', words, () =>
        navigate({ to: '/incidents', search: { status: 'all', q: words } }),
      ),
      action('find-alert', `Search alerts for “${words}”`, 'search', words, () =>
        navigate({ to: '/alerts', search: { q: words } }),
      ),
    );
  }
  return (
    <Spotlight
      // It has no label of its own that would reach the dialog; its heading does.
      title="Go to"
      classNames={{ header: 'sr-only' }}
      actions={found}
      filter={(_, all) => all}
      shortcut={null}
      overlayProps={{ backgroundOpacity: 0.45, blur: 0 }}
      query={query}
      onQueryChange={setQuery}
      onSpotlightClose={onClose}
      limit={20}
      nothingFound="No results"
      searchProps={{ placeholder: 'Search pages, incidents and actions', 'aria-label': 'Search' }}
    />
  );
}
