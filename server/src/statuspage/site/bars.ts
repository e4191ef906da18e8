import { type Day, HISTORY_DAYS, type Uptime } from '../decide-impact.ts';
import type { Language, Level } from '../model.ts';
import { type Html, html } from './html.ts';
import { dateText, shareText, spanText } from './time.ts';
import { list, say } from './words.ts';

const STEP = 4;
const WIDTH = 3;
const HEIGHT = 32;
/** The taller the bar, the worse the day: what colour says, height says too. */
const TALL: Readonly<Record<Level, number>> = {
  operational: 18,
  under_maintenance: 21,
  degraded_performance: 24,
  partial_outage: 28,
  major_outage: 32,
};
const NO_DATA = 3;
/** On a phone's width the last 30 days are shown: 90 bars would be hairs. */
const ON_A_PHONE = 30;

const barOf = (height: number, index: number): string =>
  `M${index * STEP} ${HEIGHT - height}h${WIDTH}v${height}h-${WIDTH}z`;

const told = (language: Language, { date, level, impactSeconds }: Day): string =>
  `${dateText(language, date)}: ${say(language, level ?? 'operational')}, ${spanText(impactSeconds)}`;

/** The last 90 days of a component: bars for the eye, a sentence for whoever listens, both with the same facts. */
export function bars(language: Language, { days, share }: Uptime): Html {
  const indexed = days.map((day, index) => ({ day, index }));
  const all = (level: Level | null, height: number): string =>
    indexed.flatMap(({ day, index }) => (day.level === level ? [barOf(height, index)] : [])).join('');
  const bad = indexed.filter(({ day }) => day.level !== null && day.level !== 'operational');
  const sentence =
    bad.length === 0
      ? say(language, 'no_disruption')
      : say(language, 'days_with_disruption', {
          days: list(
            language,
            bad.map(({ day }) => told(language, day)),
          ),
        });
  const quiet: readonly [string, string][] = [
    ['f-none', all(null, NO_DATA)],
    ['f-operational', all('operational', TALL.operational)],
  ];
  return html`<div class="bars"><svg viewBox="0 0 ${HISTORY_DAYS * STEP - (STEP - WIDTH)} ${HEIGHT}" preserveAspectRatio="none" role="img" aria-label="${sentence}">${quiet.map(
    ([name, path]) => (path === '' ? null : html`<path class="${name}" d="${path}"/>`),
  )}${bad.map(
    ({ day, index }) =>
      html`<path class="f-${day.level}" d="${barOf(TALL[day.level ?? 'operational'], index)}"><title>${told(language, day)}</title></path>`,
  )}</svg></div>
<div class="ends"><span><span class="desk">${say(language, 'days_ago', { n: HISTORY_DAYS })}</span><span class="phone">${say(language, 'days_ago', { n: ON_A_PHONE })}</span></span>${
    share === null
      ? null
      : html`<span>${say(language, 'uptime', { share: shareText(language, share) })}</span>`
  }<span>${say(language, 'today')}</span></div>`;
}
