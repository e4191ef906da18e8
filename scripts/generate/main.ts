import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { policyJsonSchema } from '@tocsin/policy';
import { configurationPage } from './configuration.ts';
import { digestOf, isFresh, remember } from './inputs.ts';
import { obligationsPage } from './obligations.ts';
import { productFiles } from './product.ts';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const compareOnly = process.argv.includes('--compare');
const outputs = [
  'server/db/schema.sql',
  'server/src/platform/db/schema.gen.ts',
  'client/openapi.json',
  'client/src/generated/api.ts',
  'docs/obligations.md',
  'examples/org.schema.json',
  'policy/policy.schema.json',
];

if (!isFresh(root, digestOf(root, outputs))) {
  const files: [path: string, text: string][] = [
    ...(await productFiles(root)),
    ['docs/configuration.md', configurationPage()],
    ['docs/obligations.md', obligationsPage(root)],
    ['policy/policy.schema.json', policyJsonSchema()],
  ];
  const stale = files.filter(([path, text]) => {
    const file = join(root, path);
    return !existsSync(file) || readFileSync(file, 'utf8') !== text;
  });
  if (compareOnly && stale.length > 0) {
    for (const [path] of stale) {
      process.stdout.write(`${path} is out of date: run \`npm run generate\` and commit what changes\n`);
    }
    process.exitCode = 1;
  } else {
    for (const [path, text] of stale) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
      process.stdout.write(`wrote ${path}\n`);
    }
    remember(root, digestOf(root, outputs));
  }
}
