import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import type { Report } from './model.ts';
import { FORMATS } from './model-api.ts';
import { reportPdf } from './pdf.ts';
import { reportHtml } from './render-html.ts';
import { reportMarkdown } from './render-markdown.ts';

const TYPES = {
  md: 'text/markdown; charset=utf-8',
  html: 'text/html; charset=utf-8',
  json: 'application/json; charset=utf-8',
  pdf: 'application/pdf',
} as const;

export const exportQuery = z.object({
  format: z.enum(FORMATS).default('html'),
  version: z
    .union([z.literal('draft'), z.literal('latest'), z.coerce.number().int().positive()])
    .default('latest')
    .describe('A published version, or the draft; "latest" is the draft before the first'),
});

/** A report as a file to download, named after what it is. */
export async function sendDocument(
  reply: Pick<FastifyReply, 'headers' | 'serializer'>,
  report: Report,
  format: keyof typeof TYPES,
): Promise<string> {
  const { reference, version, audience } = report;
  const name = `${reference}-${audience === 'external' ? 'external-' : ''}report${version === null ? '-draft' : `-v${version}`}.${format}`;
  reply.headers({
    'content-type': TYPES[format],
    'content-disposition': `attachment; filename="${name}"`,
    'x-content-type-options': 'nosniff',
  });
  const body =
    format === 'pdf'
      ? await reportPdf(report)
      : format === 'md'
        ? reportMarkdown(report)
        : format === 'html'
          ? reportHtml(report)
          : `${JSON.stringify(report, null, 2)}\n`;
  // Bytes, whatever the format: what is declared as text would be put into quotes.
  reply.serializer((payload: unknown) => payload as string);
  return body as string;
}
