import type { Catalog, Column, Table } from './catalog.ts';

/**
 * server/db/schema.sql: the schema as it is after all migrations, for reading and for seeing in a change what a
 * migration really does. Written from the catalog, since the embedded PostgreSQL comes without pg_dump; the order is
 * by name, so that the same schema always gives the same text.
 */
export function schemaSql(catalog: Catalog): string {
  const blocks = [
    '-- The schema after all migrations. Made by `npm run generate`; do not edit.',
    ...catalog.extensions.map((name) => `create extension ${name};`),
    ...catalog.types.map(
      ({ name, labels }) => `create type ${name} as enum (${labels.map(quoted).join(', ')});`,
    ),
    ...catalog.functions.map((definition) => `${definition.trim()};`),
    ...catalog.tables.map((table) => (table.kind === 'view' ? viewSql(table) : tableSql(table))),
  ];
  return `${blocks.join('\n\n')}\n`;
}

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

const viewSql = ({ name, viewDefinition }: Table): string =>
  `create view ${name} as\n${viewDefinition?.trim() ?? ''}`;

function tableSql(table: Table): string {
  const rows = [
    ...table.columns.map(columnSql),
    ...table.constraints.map(({ name, definition }) => `constraint ${name} ${definition}`),
  ];
  const head = table.partitionOf
    ? `create table ${table.name} partition of ${table.partitionOf};`
    : `create table ${table.name} (\n  ${rows.join(',\n  ')}\n)${table.partitionedBy ? ` partition by ${table.partitionedBy}` : ''};`;
  return [
    head,
    ...table.indexes.map((definition) => `${definition};`),
    ...table.triggers.map((definition) => `${definition};`),
    ...(table.comment ? [`comment on table ${table.name} is ${quoted(table.comment)};`] : []),
    ...table.columns.flatMap(({ name, comment }) =>
      comment ? [`comment on column ${table.name}.${name} is ${quoted(comment)};`] : [],
    ),
  ].join('\n');
}

function columnSql(column: Column): string {
  const parts = [`${column.name} ${column.type}`];
  if (column.notNull) parts.push('not null');
  if (column.identity)
    parts.push(`generated ${column.identity === 'a' ? 'always' : 'by default'} as identity`);
  if (column.generated)
    parts.push(`generated always as (${column.default}) ${column.generated === 's' ? 'stored' : 'virtual'}`);
  else if (column.default !== null) parts.push(`default ${column.default}`);
  return parts.join(' ');
}
