export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
  /** The parsed body; `undefined` when there is none. Typed by the test that knows the route. */
  // biome-ignore lint/suspicious/noExplicitAny: a test states what it expects of a body; a type would say it twice
  readonly body: any;
}

export const replyOf = (status: number, headers: Reply['headers'], text: string): Reply => ({
  status,
  headers,
  text,
  body: parse(text),
});

function parse(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
