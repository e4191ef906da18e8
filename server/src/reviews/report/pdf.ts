import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { Fault } from '../../kernel/index.ts';
import type { Report } from './model.ts';
import { pdfContent } from './pdf-content.ts';

const CHILD = join(import.meta.dirname, 'pdf-child.ts');
/** A long report takes under a second; on a machine that is busy with an incident it may take longer. */
const LIMIT_MS = 30_000;
/** Each takes up to 300 MB for a moment. */
const AT_ONCE = 2;

let running = 0;
const waiting: (() => void)[] = [];

async function turn(): Promise<void> {
  if (running < AT_ONCE) running += 1;
  else await new Promise<void>((resolve) => waiting.push(resolve));
}
function done(): void {
  const next = waiting.shift();
  if (next === undefined) running -= 1;
  else next();
}

/** The report as a PDF (DOC-2). @throws Fault `pdf_failed` */
export async function reportPdf(report: Report): Promise<Buffer> {
  await turn();
  try {
    return await typeset(JSON.stringify(pdfContent(report)));
  } finally {
    done();
  }
}

const typeset = (content: string): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [CHILD], {
      stdio: ['pipe', 'pipe', 'pipe'],
      env: {},
      timeout: LIMIT_MS,
      killSignal: 'SIGKILL',
    });
    const parts: Buffer[] = [];
    let said = '';
    child.stdout.on('data', (part: Buffer) => parts.push(part));
    child.stderr.on('data', (part: Buffer) => {
      said = `${said}${part}`.slice(0, 2_000);
    });
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(Buffer.concat(parts));
      else reject(new Fault('unavailable', 'pdf_failed', failure(code, said)));
    });
    child.stdin.on('error', () => undefined);
    child.stdin.end(content);
  });

const failure = (code: number | null, said: string): string =>
  code === null
    ? 'The PDF took too long. Try again, or export HTML and print it.'
    : `The PDF could not be made. Export HTML and print it.${said === '' ? '' : ` (${said.split('\n').find((each) => each.trim() !== '') ?? ''})`}`;
