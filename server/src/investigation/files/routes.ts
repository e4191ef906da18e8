import { Readable } from 'node:stream';
import { z } from 'zod';
import { requiredText } from '../../incidents/index.ts';
import { Fault } from '../../kernel/index.ts';
import { type AppServer, piecesOf, principalOf, type Routes } from '../../platform/http/index.ts';
import { attachmentHeader } from './decide-name.ts';
import { filesReply, presentFiles } from './present.ts';
import { type Files, tooLarge } from './service.ts';

const tags = ['investigation'];
const base = '/api/v1/incidents/:ref/files';
const byRef = z.object({ ref: z.string().min(1).max(64) });
const byFile = byRef.extend({ id: z.uuid() });
const slug = z.string().min(1).max(100);

/** Stored at a time: a piece is a row of PostgreSQL. */
const PIECE_BYTES = 512 * 1024;
/** The largest file over a phone's line. */
const UPLOAD_WITHIN_MS = 15 * 60_000;

/** For whatever a browser is made to do with a file: nothing in it runs, and nothing is loaded for it. */
const LOCKED = "default-src 'none'; sandbox";

const response = { 200: filesReply };

/** Files attached to an incident. */
export const fileRoutes =
  (files: Files): Routes =>
  (server) => {
    const show = async (ref: string, viewer: Parameters<Files['list']>[1]) =>
      presentFiles(await files.list(ref, viewer), files.room);
    server.route({
      method: 'GET',
      url: base,
      config: { permission: 'incidents:read', limited: true },
      schema: {
        operationId: 'listFiles',
        summary: 'List the files that are attached to an incident, and those that were removed',
        ...{ tags, params: byRef, response },
      },
      handler: (request) => show(request.params.ref, principalOf(request)),
    });
    server.route({
      method: 'GET',
      url: `${base}/:id/content`,
      config: { permission: 'incidents:read', limited: true },
      schema: {
        operationId: 'downloadFile',
        summary: 'Download an attached file, as it was sent; never shown inline',
        ...{ tags, params: byFile },
        querystring: z.object({
          show: z
            .enum(['true', 'false'])
            .default('false')
            .describe(
              'As a picture, for those that can be shown; of a private incident it is noted as opened',
            ),
        }),
        response: { 200: z.string().describe('The content') },
      },
      handler: async (request, reply) => {
        const { ref, id } = request.params;
        const shown = request.query.show === 'true';
        const opened = await files.open(ref, id, shown ? 'opened' : 'downloaded', principalOf(request));
        const { name, bytes, picture } = opened.file;
        reply.headers({
          'content-type': (shown ? picture : null) ?? 'application/octet-stream',
          'content-length': bytes,
          'content-disposition': attachmentHeader(name),
          'content-security-policy': LOCKED,
          'x-content-type-options': 'nosniff',
          'cross-origin-resource-policy': 'same-origin',
          'cache-control': 'private, no-store',
        });
        // The serialiser of a route knows text and JSON; a stream goes past it.
        return reply.send(Readable.from(opened.content) as unknown as string);
      },
    });
    server.route({
      method: 'DELETE',
      url: `${base}/:id`,
      config: { permission: 'incidents:respond', limited: true },
      schema: {
        operationId: 'removeFile',
        summary:
          'Remove the content of a file; its name and hash stay on the record. Not of a private incident',
        ...{ tags, params: byFile, response },
        querystring: z.object({ reason: requiredText(2_000).describe('Why; it is on the record') }),
      },
      handler: async (request) => {
        const viewer = principalOf(request);
        await files.remove(request.params.ref, request.params.id, request.query.reason, viewer);
        return show(request.params.ref, viewer);
      },
    });
    server.register(async (own: AppServer) => {
      // The body stays a stream, whatever its sender calls it.
      own.removeAllContentTypeParsers();
      own.addContentTypeParser('*', (_request, body, done) => done(null, body));
      uploadRoute(files, show)(own);
    });
  };

const uploadRoute =
  (
    files: Files,
    show: (ref: string, viewer: Parameters<Files['list']>[1]) => Promise<z.input<typeof filesReply>>,
  ): Routes =>
  (server) => {
    server.route({
      method: 'POST',
      url: base,
      // A stream, and no text to mend.
      config: { permission: 'incidents:respond', limited: true, exactText: true },
      handlerTimeout: UPLOAD_WITHIN_MS,
      schema: {
        operationId: 'attachFile',
        summary: 'Attach a file to an incident: its bytes are the body. Its hash goes on the record',
        ...{ tags, params: byRef, response: { 201: filesReply } },
        consumes: ['application/octet-stream'],
        body: z.unknown().meta({ type: 'string', format: 'binary', description: 'The content of the file' }),
        querystring: z.object({
          name: z.string().max(1_000).default('').describe('What the file is called'),
          note: requiredText(2_000).optional(),
          runbook: slug.optional().describe('With step: the step of a runbook that it belongs to'),
          step: slug.optional(),
          entry: z.coerce.number().int().min(1).max(1_000_000_000).optional(),
        }),
      },
      handler: async (request, reply) => {
        const viewer = principalOf(request);
        const { ref } = request.params;
        const { name, note = null, runbook, step, entry = null } = request.query;
        if ((runbook === undefined) !== (step === undefined))
          throw new Fault('invalid', 'invalid_request', 'Name both the runbook and its step.');
        const length = request.headers['content-length'];
        const most = files.room.ofFile;
        const body = request.body instanceof Readable ? request.body : Readable.from([]);
        await files.attach(
          ref,
          {
            ...{ name, note, entry },
            announced: length === undefined ? null : Number(length),
            step: runbook === undefined || step === undefined ? null : { runbookId: runbook, stepId: step },
            pieces: () => piecesOf(body, { most, size: PIECE_BYTES, tooLarge: () => tooLarge(most) }),
          },
          viewer,
        );
        return reply.code(201).send(await show(ref, viewer));
      },
    });
  };
