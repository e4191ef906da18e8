import type { Readable } from 'node:stream';
import { Fault } from '../../kernel/index.ts';

/** A sender of whom nothing has come for so long is gone: a phone without network ends no connection. */
const SILENCE_MS = 30_000;

const interrupted = (): Fault =>
  new Fault(
    'invalid',
    'upload_interrupted',
    'The upload was interrupted and nothing was saved. Upload the file again.',
  );

/**
 * A body in pieces of the same size (the last may be smaller), so that it never stands in memory as a whole.
 * @throws Fault `too_large` as soon as more than `most` bytes have come, `upload_interrupted` when it ends early or no more comes
 */
export async function* piecesOf(
  body: Readable,
  { most, size, tooLarge }: { readonly most: number; readonly size: number; readonly tooLarge: () => Fault },
): AsyncGenerator<Buffer> {
  let held: Buffer[] = [];
  let [holds, came] = [0, 0];
  const silence = setTimeout(() => body.destroy(interrupted()), SILENCE_MS);
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      silence.refresh();
      came += chunk.length;
      if (came > most) throw tooLarge();
      held.push(chunk);
      holds += chunk.length;
      while (holds >= size) {
        const all = Buffer.concat(held);
        yield all.subarray(0, size);
        held = [all.subarray(size)];
        holds -= size;
        silence.refresh();
      }
    }
  } catch (error) {
    if (error instanceof Fault) throw error;
    throw body.readableAborted || body.destroyed || body.errored ? interrupted() : error;
  } finally {
    clearTimeout(silence);
  }
  if (!body.readableEnded) throw interrupted();
  if (holds > 0) yield Buffer.concat(held);
}
