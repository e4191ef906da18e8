import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';

/*
 * A process of its own: the typesetter is native code that cannot be stopped from within, and a report that it chokes on must
 * not hold up a page. Reads the content from standard input, writes the PDF to standard output.
 */
const require = createRequire(import.meta.url);
const fonts = ['noto-sans', 'noto-sans-arabic', 'noto-sans-hebrew', 'kosugi', 'noto-emoji'].flatMap(
  (name) => {
    const folder = dirname(require.resolve(`@expo-google-fonts/${name}/package.json`));
    // Kosugi has one weight, and stands in the folder itself.
    return name === 'kosugi' ? [folder] : [join(folder, '400Regular'), join(folder, '700Bold')];
  },
);
const compiler = NodeCompiler.create({
  // Its files are this folder's template and nothing else.
  workspace: import.meta.dirname,
  fontArgs: [{ fontPaths: fonts }],
});
const template = readFileSync(join(import.meta.dirname, 'pdf-template.typ'), 'utf8');
const pdf = compiler.pdf({
  mainFileContent: template,
  inputs: { report: readFileSync(0, 'utf8') },
});
process.stdout.write(pdf);
