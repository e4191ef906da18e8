import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';

/*
 * A process of its own: the typesetter is native code that cannot be stopped from within, and a report that it chokes on must
 * not hold up a page. Reads the content from standard input, writes the PDF to standard output.
 */
const packages = [
  import.meta.resolve('@expo-google-fonts/noto-sans/package.json'),
  import.meta.resolve('@expo-google-fonts/noto-sans-arabic/package.json'),
  import.meta.resolve('@expo-google-fonts/noto-sans-hebrew/package.json'),
  import.meta.resolve('@expo-google-fonts/noto-emoji/package.json'),
  import.meta.resolve('@expo-google-fonts/kosugi/package.json'),
];
// Kosugi has one weight, which stands in its folder itself.
const fonts = packages
  .map((file) => dirname(fileURLToPath(file)))
  .flatMap((folder) =>
    folder.endsWith('kosugi') ? [folder] : [join(folder, '400Regular'), join(folder, '700Bold')],
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
