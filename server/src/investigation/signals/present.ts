import { z } from 'zod';
import { LINK_KINDS } from '../../directory/index.ts';
import { CONNECTOR_KINDS } from '../connectors/model.ts';
import { legendOf } from './decide-legend.ts';
import type { Evidence, Overview, QueryResult } from './service.ts';

const named = z.object({ id: z.string(), name: z.string() });
const evidenceBody = z.object({
  id: z.string(),
  title: z.string(),
  found: z.string().describe('What it is, such as "3 series"'),
  note: z.string().nullable(),
  from: z.string(),
  to: z.string(),
  sha256: z.string().describe('Of the content; also in the incident’s hash-chained log'),
  bytes: z.int(),
  by: z.string().nullable(),
  at: z.string(),
});

export const signalsReply = z
  .object({
    from: z.string(),
    to: z.string(),
    marks: z.array(
      z.object({
        kind: z.enum(['started', 'detected', 'acknowledged', 'resolved', 'change']),
        at: z.string(),
        text: z.string(),
      }),
    ),
    links: z
      .array(z.object({ label: z.string(), url: z.string(), kind: z.enum(LINK_KINDS), system: named }))
      .describe('Of the affected systems, with the time and labels of the incident filled in'),
    queries: z.array(
      z.object({
        system: named,
        name: z.string(),
        shows: z.enum(['metrics', 'logs']).nullable().describe('null: the connector no longer exists'),
        connector: z.object({ id: z.string(), name: z.string(), kind: z.enum(CONNECTOR_KINDS).nullable() }),
        unit: z.string().nullable(),
      }),
    ),
    evidence: z.array(evidenceBody),
  })
  .meta({ id: 'Signals' });

export const resultReply = z
  .object({
    system: z.string(),
    name: z.string(),
    query: z.string(),
    unit: z.string().nullable(),
    from: z.string(),
    to: z.string(),
    failure: z.string().nullable().describe('Why the connector gave no result, for people'),
    series: z.array(
      z.object({
        label: z.string().describe('What tells it from the other series'),
        points: z.array(
          z.object({ at: z.number().describe('Seconds since the epoch'), value: z.number().nullable() }),
        ),
      }),
    ),
    leftOut: z.int().describe('Series that are not shown'),
    lines: z.array(z.object({ at: z.string(), level: z.string().nullable(), text: z.string() })),
    more: z.boolean().describe('There are older log lines'),
    note: z.string().nullable(),
  })
  .meta({ id: 'QueryResult' });

export const evidenceReply = evidenceBody
  .extend({
    content: z.string().describe('JSON: what was asked and what was found'),
    intact: z.boolean().describe('Whether the content has the hash that the log has'),
  })
  .meta({ id: 'Evidence' });

const nameOf = (by: Evidence['by'], { people }: Overview['directory']): string | null =>
  by.kind === 'person'
    ? (people.get(by.personId)?.name ?? 'Deleted user')
    : by.kind === 'token'
      ? by.name
      : null;

const presentEvidence = (item: Evidence, directory: Overview['directory']): z.input<typeof evidenceBody> => ({
  ...{ id: item.evidenceId, title: item.title, found: item.found, note: item.note },
  ...{ from: item.from, to: item.to, sha256: item.sha256, bytes: item.bytes },
  ...{ by: nameOf(item.by, directory), at: item.at.toString() },
});

export function presentSignals(overview: Overview): z.input<typeof signalsReply> {
  const { window, marks, links, queries, evidence, directory } = overview;
  return {
    ...{ from: window.from.toString(), to: window.to.toString() },
    marks: marks.map(({ kind, at, text }) => ({ kind, at: at.toString(), text })),
    links: links.map(({ label, url, kind, system }) => ({
      ...{ label, url, kind: kind as (typeof LINK_KINDS)[number] },
      system: { id: system.id, name: system.name },
    })),
    queries: queries.map(({ system, query, connector }) => ({
      ...{ system: { id: system.id, name: system.name }, name: query.name, unit: query.unit ?? null },
      shows: connector === undefined ? null : connector.kind === 'prometheus' ? 'metrics' : 'logs',
      connector: {
        ...{ id: query.connector, name: connector?.name ?? query.connector, kind: connector?.kind ?? null },
      },
    })),
    evidence: evidence.map((item) => presentEvidence(item, directory)),
  };
}

export function presentResult({ asked, found }: QueryResult): z.input<typeof resultReply> {
  const about = {
    ...{ system: asked.systemId, name: asked.name, query: asked.query, unit: asked.unit },
    ...{ from: asked.from.toString(), to: asked.to.toString() },
    ...{ failure: null, series: [], leftOut: 0, lines: [], more: false, note: null },
  };
  if ('fault' in found) return { ...about, failure: found.fault };
  const { ok } = found;
  if (ok.kind === 'lines')
    return { ...about, lines: ok.lines.map((line) => ({ ...line })), more: ok.more, note: ok.note };
  const legend = legendOf(ok.series);
  return {
    ...{ ...about, leftOut: ok.leftOut, note: ok.note },
    series: ok.series.map(({ points }, index) => ({
      label: legend[index] ?? '',
      points: points.map(([at, value]) => ({ at, value })),
    })),
  };
}

export const presentOneEvidence = (
  found: { readonly about: Evidence; readonly content: string; readonly intact: boolean },
  directory: Overview['directory'],
): z.input<typeof evidenceReply> => ({
  ...presentEvidence(found.about, directory),
  ...{ content: found.content, intact: found.intact },
});
