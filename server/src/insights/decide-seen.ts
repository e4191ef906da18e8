import type { Content } from './model-reports.ts';

/** The incidents that a report has rows of. */
export const incidentsIn = ({ sections }: Content): readonly string[] =>
  sections.flatMap(({ table }) => (table?.rows ?? []).flatMap(({ incidentId }) => incidentId ?? []));

/** A report without rows of incidents that its reader may not see (any more), as if there were no such incidents. */
export const onlySeen = ({ headline, sections }: Content, seen: ReadonlySet<string>): Content => ({
  headline,
  sections: sections.map((section) =>
    section.table === null
      ? section
      : {
          ...section,
          table: {
            ...section.table,
            rows: section.table.rows.filter(({ incidentId }) => incidentId === null || seen.has(incidentId)),
          },
        },
  ),
});
