import { ActionIcon, useMantineColorScheme } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, Outlet, useRouterState } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { organisationQuery } from '../directory/api.ts';
import { meQuery } from '../identity/session.ts';
import { ReportCount } from '../reports/ReportCount.tsx';
import { focusPage } from '../ui/focus.ts';
import { Icon } from '../ui/Icon.tsx';
import { LaterSheet } from '../ui/LaterSheet.tsx';
import { part } from '../ui/later.tsx';
import { Sheet } from '../ui/Sheet.tsx';
import { HoverZone, Time } from '../ui/Time.tsx';
import { clockTime, utcTime } from '../ui/time.ts';
import { PageGuard } from './guard.tsx';
import { openLive, useLive } from './live.ts';
import { navigationFor } from './nav.ts';
import { usePrefetch } from './prefetch.ts';
import { SetupNext } from './SetupNext.tsx';
import { SetupNotice } from './SetupNotice.tsx';
import './shell.css';

const commandPalette = part(async () => (await import('./CommandPalette.tsx')).CommandPalette);

/** Navigation around every signed-in page: a side bar on a desktop, a bar under the thumb on a phone. */
export function Shell() {
  const queries = useQueryClient();
  useEffect(() => openLive(queries), [queries]);
  const [palette, setPalette] = usePaletteKey();
  const [menu, setMenu] = useState(false);
  const { data: organisation } = useQuery(organisationQuery);
  const limited = useQuery(meQuery).data?.within ?? null;
  usePrefetch();
  useFocusOnArrival();
  return (
    <div className="shell" data-limited={limited ? '' : undefined}>
      <a className="skip" href="#main">
        Skip to the page
      </a>
      {limited ? null : <SideBar onSearch={() => setPalette(true)} />}
      <main id="main" className="shell-main" tabIndex={-1}>
        <LiveNotice />
        {limited ? <LimitedNotice {...limited} /> : null}
        <SetupNotice />
        {limited ? null : <SetupNext />}
        <HoverZone value={organisation?.timezone ?? null}>
          <PageGuard>
            <Outlet />
          </PageGuard>
        </HoverZone>
      </main>
      {limited ? null : <BottomBar onMenu={() => setMenu(true)} />}
      <Sheet title="All pages" open={menu} onClose={() => setMenu(false)}>
        <AllPages onLeave={() => setMenu(false)} />
      </Sheet>
      {palette && !limited ? (
        <LaterSheet title="Go to" part={commandPalette} props={{ onClose: () => setPalette(false) }} />
      ) : null}
    </div>
  );
}

/** After a change of page the keyboard starts there, and not at the top of the navigation or nowhere at all. */
function useFocusOnArrival(): void {
  const path = useRouterState({ select: (state) => state.resolvedLocation?.pathname });
  const before = useRef(path);
  useEffect(() => {
    const arrived = before.current !== undefined && path !== before.current;
    before.current = path;
    const main = document.getElementById('main');
    const within = main !== document.activeElement && main?.contains(document.activeElement);
    if (arrived && !within) focusPage();
  }, [path]);
}

function usePaletteKey(): [boolean, (open: boolean) => void] {
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        setOpen(true);
      }
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  return [open, setOpen];
}

/** Says that the page is not live, and how old what it shows is. */
function LiveNotice() {
  const { live, updatedAt } = useLive();
  if (live) return null;
  const at = new Date(updatedAt).toISOString();
  return (
    <div className="live-notice" role="status" title={utcTime(at)}>
      <Icon name="clock" size={16} />
      <span>
        <strong>Not live: last updated {clockTime(at, true)}.</strong>{' '}
        {navigator.onLine ? 'The server does not respond.' : 'You are offline.'} Retrying. Paging does not
        depend on this page.
      </span>
    </div>
  );
}

/** Whoever came by a page's link sees its incident and no navigation to what is closed to them. */
function LimitedNotice({ reference, until }: { reference: string; until: string }) {
  return (
    <div className="limited-notice" role="status">
      <Icon name="user" size={16} />
      <p>
        You opened {reference} from a page. You can see and work on this incident until <Time at={until} />.{' '}
        <Link to="/sign-in" search={{ next: `/incidents/${reference}` }}>
          Sign in
        </Link>{' '}
        to see everything.
      </p>
    </div>
  );
}

function SideBar({ onSearch }: { onSearch: () => void }) {
  const { data: me } = useQuery(meQuery);
  return (
    <nav className="side" aria-label="Main">
      <Link to="/incidents" className="brand" aria-label="Tocsin, incidents">
        <img src="/favicon.svg" alt="" width="26" height="26" />
        Tocsin
      </Link>
      <Link to="/incidents/new" className="side-declare">
        <Icon name="plus" size={18} /> Declare incident
      </Link>
      <button type="button" className="side-search" onClick={onSearch}>
        <Icon name="search" size={17} />
        <span className="grow">Go to…</span>
        <kbd>Ctrl K</kbd>
      </button>
      <NavGroups />
      <div className="side-foot">
        <Link to="/account" className="side-link side-me">
          <Icon name="user" size={18} />
          <span className="grow side-name">{me?.name || 'My account'}</span>
        </Link>
        <SchemeToggle />
      </div>
    </nav>
  );
}

/** All of it on a phone; in the side bar what stands on no other page. */
function NavGroups({ onLeave }: { onLeave?: () => void }) {
  const { data: me } = useQuery(meQuery);
  return navigationFor(me?.permissions ?? []).map((group) => (
    <div key={group.title} className="side-group">
      <div className="side-title" id={`nav-${group.title}`}>
        {group.title}
      </div>
      <ul aria-labelledby={`nav-${group.title}`}>
        {group.items
          .filter(({ place }) => place === undefined || onLeave)
          .map((item) => (
            <li key={item.to}>
              <Link
                to={item.to}
                className="side-link"
                activeOptions={{ exact: item.to === '/messages' }}
                {...(onLeave ? { onClick: onLeave } : {})}
              >
                <Icon name={item.icon} size={18} />
                {item.label}
                {item.to === '/reports' ? <ReportCount /> : null}
              </Link>
            </li>
          ))}
      </ul>
    </div>
  ));
}

function AllPages({ onLeave }: { onLeave: () => void }) {
  return (
    <nav aria-label="All pages" className="all-pages">
      <NavGroups onLeave={onLeave} />
      <div className="side-group">
        <Link to="/account" className="side-link" onClick={onLeave}>
          <Icon name="user" size={18} /> My account
        </Link>
        <SchemeToggle wide />
      </div>
    </nav>
  );
}

function SchemeToggle({ wide = false }: { wide?: boolean }) {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const dark =
    colorScheme === 'dark' ||
    (colorScheme === 'auto' && window.matchMedia('(prefers-color-scheme: dark)').matches);
  const label = dark ? 'Switch to light theme' : 'Switch to dark theme';
  const flip = () => setColorScheme(dark ? 'light' : 'dark');
  if (wide) {
    return (
      <button type="button" className="side-link" onClick={flip}>
        <Icon name={dark ? 'sun' : 'moon'} size={18} /> {label}
      </button>
    );
  }
  return (
    <ActionIcon aria-label={label} title={label} onClick={flip}>
      <Icon name={dark ? 'sun' : 'moon'} size={18} />
    </ActionIcon>
  );
}

function BottomBar({ onMenu }: { onMenu: () => void }) {
  return (
    <nav className="bottom" aria-label="Main, phone">
      <Link to="/incidents" activeOptions={{ exact: true }}>
        <Icon name="siren" /> Incidents
      </Link>
      <Link to="/on-call">
        <Icon name="phone" /> On call
      </Link>
      <Link to="/incidents/new">
        <Icon name="plus" /> Declare
      </Link>
      <button type="button" onClick={onMenu}>
        <Icon name="more" /> More
      </button>
    </nav>
  );
}
