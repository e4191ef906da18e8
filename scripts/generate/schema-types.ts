import type { Catalog, Column } from './catalog.ts';

/** PostgreSQL types and what `pg` gives for them with the parsers of platform/db/types.ts. */
const known: Readonly<Record<string, string>> = {
  'timestamp with time zone': 'Instant',
  bigint: 'number',
  boolean: 'boolean',
  bytea: 'Buffer',
  'character varying': 'string',
  cidr: 'string',
  citext: 'string',
  date: 'string',
  'double precision': 'number',
  inet: 'string',
  integer: 'number',
  interval: 'string',
  json: 'Json',
  jsonb: 'Json',
  name: 'string',
  pg_snapshot: 'string',
  numeric: 'string',
  real: 'number',
  smallint: 'number',
  text: 'string',
  'time without time zone': 'string',
  tstzmultirange: 'string',
  tsvector: 'string',
  uuid: 'string',
  xid8: 'string',
};

/**
 * platform/db/schema.gen.ts: Kysely's view of the tables. Our own, because kysely-codegen would need as much
 * configuration for Instant, Json and bigint as this has lines.
 */
export function schemaTypes(catalog: Catalog): string {
  const enums = new Map(
    catalog.types.map(({ name, labels }) => [name, labels.map((label) => `'${label}'`).join(' | ')]),
  );
  const tables = catalog.tables.filter((table) => table.partitionOf === null);
  const interfaces = tables.map((table) => {
    const fields = table.columns.map(
      (column) => `  ${column.name}: ${fieldType(table.name, column, enums)};`,
    );
    return `export interface ${pascal(table.name)} {\n${fields.join('\n')}\n}`;
  });
  const all = tables.map((table) => `  ${table.name}: ${pascal(table.name)};`);
  const body = [...interfaces, `export interface DB {\n${all.join('\n')}\n}`].join('\n\n');
  const uses = (word: string): boolean => new RegExp(`\\b${word}\\b`).test(body);
  const fromKysely = ['Generated', 'GeneratedAlways'].filter(uses);
  const fromKernel = ['Instant', 'Json'].filter(uses);
  const imports = [
    ...(fromKysely.length > 0 ? [`import type { ${fromKysely.join(', ')} } from 'kysely';`] : []),
    ...(fromKernel.length > 0
      ? [`import type { ${fromKernel.join(', ')} } from '../../kernel/index.ts';`]
      : []),
  ];
  return `// Made by \`npm run generate\` from the migrations; do not edit.\n${imports.join('\n')}\n\n${body}\n`;
}

function fieldType(table: string, column: Column, enums: ReadonlyMap<string, string>): string {
  const [, element = '', brackets] = /^(.*?)(\[\])?$/.exec(column.type) ?? [];
  const plain = element.replace(/\(.*?\)/, '');
  const type = known[plain] ?? enums.get(plain);
  if (type === undefined) {
    throw new Error(`${table}.${column.name}: add ${plain} to scripts/generate/schema-types.ts`);
  }
  const value = brackets ? `${type.includes('|') ? `(${type})` : type}[]` : type;
  const nullable = column.notNull ? value : `${value} | null`;
  if (column.generated || column.identity === 'a') return `GeneratedAlways<${nullable}>`;
  return column.default !== null || column.identity ? `Generated<${nullable}>` : nullable;
}

const pascal = (name: string): string =>
  name.replace(/(?:^|_)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
