import type { WriteBackDraft } from './entries/index.ts';
import type { News, SilencedAlert, WrittenSilence } from './model.ts';

interface Told {
  readonly row: Pick<WrittenSilence, 'integrationId'>;
  readonly news: News | null;
  readonly alert: SilencedAlert | undefined;
}

/** What one look has to tell: a line for all alerts of an integration with which the same happened. */
export function entriesOf(outcomes: readonly Told[]): readonly WriteBackDraft[] {
  const lines = new Map<string, { news: News; told: Told[] }>();
  for (const told of outcomes) {
    const { news } = told;
    if (news === null) continue;
    const fate = news.kind === 'ended' ? `${news.end} ${news.removed}` : '';
    const key = `${told.row.integrationId} ${news.kind} ${fate}`;
    const line = lines.get(key) ?? { news, told: [] };
    line.told.push(told);
    lines.set(key, line);
  }
  return [...lines.values()].map(({ news, told }) => {
    const about = {
      integrationId: told[0]?.row.integrationId ?? '',
      alerts: told.length,
      title: told[0]?.alert?.title ?? '',
    };
    if (news.kind === 'silenced') return { kind: 'alerts_silenced', data: about };
    if (news.kind === 'failed')
      return { kind: 'silencing_failed', data: { ...about, problem: news.problem } };
    const { end, problem, removed } = news;
    const renewed = Math.max(...told.map((each) => (each.news?.kind === 'ended' ? each.news.renewed : 0)));
    return { kind: 'silences_ended', data: { ...about, end, problem, removed, renewed } };
  });
}
