/** The verbs of TwiML that the product uses, with the attributes that they know. */
const VERBS: Readonly<Record<string, readonly string[]>> = {
  Response: [],
  Gather: ['input', 'numDigits', 'timeout', 'method', 'action'],
  Say: ['loop'],
  Hangup: [],
  Message: [],
};

const ENTITIES: Readonly<Record<string, string>> = {
  ...{ amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" },
};

/** What XML 1.0 allows, and no ampersand that begins nothing. */
const TEXT =
  /^(?:[\t\n\r\u0020-\u0025\u0027-\u003B\u003D\u003F-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]|&(?:amp|lt|gt|quot|#39);)*$/u;

const plain = (text: string): string => {
  if (!TEXT.test(text)) throw new Error(`This is no XML text: ${text}`);
  return text.replace(/&([^;]+);/g, (_all, name: string) => ENTITIES[name] ?? '');
};

/** Reads TwiML as strictly as a parser of XML. @throws Error for what Twilio would not read out (12100, 12200) */
export function readTwiml(xml: string): {
  /** All that is said, once each. */
  readonly said: string;
  /** What is written back. */
  readonly message: string | undefined;
  readonly gather: string | undefined;
} {
  const open: string[] = [];
  let [said, message, gather]: [string, string | undefined, string | undefined] = ['', undefined, undefined];
  const parts = xml.replace(/^<\?xml version="1\.0" encoding="UTF-8"\?>/, '').split(/(<[^<>]*>)/);
  for (const part of parts.filter((each) => each !== '')) {
    if (!part.startsWith('<')) {
      const text = plain(part);
      if (open.at(-1) === 'Say') said += `${text}\n`;
      else if (open.at(-1) === 'Message') message = text;
      else throw new Error(`Text in ${open.at(-1)}: ${text}`);
      continue;
    }
    const tag = /^<(\/?)([A-Z][A-Za-z]+)((?: [A-Za-z]+="[^"]*")*)(\/?)>$/.exec(part);
    const [, closing, verb = '', attributes = '', empty] = tag ?? [];
    if (tag === null || VERBS[verb] === undefined) throw new Error(`This is no TwiML: ${part}`);
    if (closing === '/') {
      if (open.pop() !== verb) throw new Error(`${part} closes nothing.`);
      continue;
    }
    for (const [, name = '', value = ''] of attributes.matchAll(/ ([A-Za-z]+)="([^"]*)"/g)) {
      if (!VERBS[verb]?.includes(name)) throw new Error(`${verb} knows no ${name}.`);
      if (name === 'action') gather = plain(value);
    }
    if (empty !== '/') open.push(verb);
  }
  if (open.length > 0 || !xml.includes('<Response>')) throw new Error('The TwiML is not closed.');
  return { said, message, gather };
}
