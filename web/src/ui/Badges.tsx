import type { JSX, ReactNode } from 'react';

export const severityIds = ['P1', 'P2', 'P3', 'P4'] as const;
export type SeverityId = (typeof severityIds)[number];

/* A shape per level, so that no level is told by its colour alone. */
const shapes: Record<SeverityId, JSX.Element> = {
  P1: <path d="M8 .8 15.2 8 8 15.2.8 8Z" />,
  P2: <path d="M8 1.5 15.5 14.5h-15Z" />,
  P3: <circle cx="8" cy="8" r="6.2" />,
  P4: <rect x="2.5" y="2.5" width="11" height="11" rx="1.5" />,
};

/** A severity by colour, shape and word. `settled` mutes it: resolved incidents no longer ask for attention. */
export function SeverityBadge(props: {
  severity: SeverityId;
  name?: string | undefined;
  size?: 'm' | 'l';
  settled?: boolean;
}): JSX.Element {
  const { severity, name, size = 'm', settled = false } = props;
  return (
    <span
      className={`sev sev-${severity}${size === 'l' ? ' sev-l' : ''}`}
      data-settled={settled ? '' : undefined}
    >
      <svg
        aria-hidden="true"
        width={size === 'l' ? 13 : 10}
        height={size === 'l' ? 13 : 10}
        viewBox="0 0 16 16"
        fill="currentColor"
      >
        {shapes[severity]}
      </svg>
      {severity}
      {name ? <span className="sev-name">{name}</span> : null}
    </span>
  );
}

export type Tone = 'ok' | 'bad' | 'warn' | 'active' | 'quiet' | 'drill';

const glyphs: Record<Tone, JSX.Element> = {
  ok: <path d="M2.5 8.5 6.2 12 13.5 4.2" fill="none" stroke="currentColor" strokeWidth="2.4" />,
  bad: <path d="M3.5 3.5l9 9M12.5 3.5l-9 9" fill="none" stroke="currentColor" strokeWidth="2.4" />,
  warn: <path d="M8 1.8 15 14H1Z" fill="none" stroke="currentColor" strokeWidth="1.9" />,
  active: <circle cx="8" cy="8" r="5" fill="currentColor" />,
  quiet: <circle cx="8" cy="8" r="4.8" fill="none" stroke="currentColor" strokeWidth="2" />,
  drill: <path d="M8 1.5 14.5 8 8 14.5 1.5 8Z" fill="none" stroke="currentColor" strokeWidth="2" />,
};

/** A state by glyph and word; `box` gives it a background for places where it stands alone. */
export function StateBadge({
  tone,
  children,
  box = false,
}: {
  tone: Tone;
  children: ReactNode;
  box?: boolean;
}): JSX.Element {
  return (
    <span className={box ? 'state state-box' : 'state'} data-tone={tone}>
      <svg aria-hidden="true" width="11" height="11" viewBox="0 0 16 16">
        {glyphs[tone]}
      </svg>
      {children}
    </span>
  );
}
