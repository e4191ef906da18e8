/**
 * A text of somebody's without links that acknowledge: what they quote of a page has theirs in it, and everybody who may read
 * the text could use it. Also where a scanner of links has packed it into one of its own.
 */
export function withoutAckLinks(text: string, publicUrl: string): string {
  const [before, ...behind] = text.split(`${publicUrl}/a/`);
  const plain = [before, ...behind.map((after) => after.replace(/^[^\s<>"]*/, REMOVED))].join('');
  return plain.replaceAll(PACKED, REMOVED);
}

const REMOVED = '[link removed]';
/** The path with a token that is as long as ours (ack-link.ts), whatever stands before it. */
const PACKED = /(?:\/|%2F)a(?:\/|%2F)[\w-]{71}/gi;
