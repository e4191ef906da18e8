import { cleanText } from '../../kernel/index.ts';

// What XML 1.0 cannot hold, escaped or not (§2.2): one such character and no reader reads the feed any more.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const UNSPEAKABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text as it stands in XML, between tags and in quoted attributes. */
export const escapeXml = (text: string): string =>
  cleanText(text)
    .replace(UNSPEAKABLE, '\ufffd')
    .replace(/[&<>"]/g, (char) => ESCAPES[char] ?? char);
