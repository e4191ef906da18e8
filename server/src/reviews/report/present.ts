import { actorName, type Names, namesFrom } from '../../incidents/index.ts';
import { currentText } from './decide-text.ts';
import { parseWhys } from './decide-whys.ts';
import { SECTION_TITLES, SECTIONS } from './model.ts';
import type { Reports } from './service.ts';
import type { StoredText } from './store.ts';
import type { Version } from './store-versions.ts';

export function presentReport({
  subject,
  texts,
  versions,
  report,
  recorded,
}: Awaited<ReturnType<Reports['show']>>) {
  const names = namesFrom({ directory: subject.directory, integrations: new Map() });
  const written = ({ section, revision, body, author, writtenAt }: StoredText) => ({
    ...{ revision, text: body, by: actorName(author, names), at: writtenAt.toString() },
    whys: section === 'five_whys' ? parseWhys(body) : null,
  });
  return {
    report,
    completeness: {
      done: report.facts.length - report.missing.length,
      ...{ of: report.facts.length, missing: report.missing },
    },
    texts: SECTIONS.map((id) => {
      const rows = texts.filter(({ section }) => section === id);
      const current = currentText(rows);
      const found = recorded.get(id);
      return {
        ...{ id, title: SECTION_TITLES[id], current: current === null ? null : written(current) },
        recorded: found === undefined ? null : { text: found.text, from: [...found.from] },
        aside: rows.filter(({ aside }) => aside).map(written),
      };
    }),
    versions: presentVersions(versions, names),
  };
}

export const presentVersions = (versions: readonly Version[], names: Names) =>
  versions.map(({ version, publishedAt, publishedBy, hash, signedOff }) => ({
    ...{ version, publishedAt: publishedAt.toString(), publishedBy: actorName(publishedBy, names), hash },
    signedOff: signedOff.map(({ by, at }) => ({ name: actorName(by, names), at })),
  }));
