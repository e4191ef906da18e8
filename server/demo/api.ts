/** What the demo reads of the API, as its answers have it (client/openapi.json). */
export interface Incident {
  readonly reference: string;
  readonly title: string;
  readonly severity: string;
  readonly status: string;
  readonly open: boolean;
  readonly acknowledgedAt: string | null;
}

export interface TimelineEntry {
  readonly seq: number;
  readonly at: string;
  readonly sentence: string;
}

export interface Step {
  readonly id: string;
  readonly roleTitle: string;
  readonly mode: 'page' | 'inform';
  readonly status: 'planned' | 'sent' | 'skipped' | 'cancelled';
  readonly deadline: string | null;
  readonly sendAt: string;
  readonly people: readonly { readonly name: string }[];
}

export interface Page {
  readonly status: 'open' | 'acknowledged' | 'stopped';
  /** Whom it turns to next if nobody answers. */
  readonly next: {
    readonly at: string;
    readonly people: readonly { readonly name: string }[];
    readonly again: boolean;
    readonly others: readonly { readonly name: string }[];
    readonly othersMode: 'page' | 'inform';
  } | null;
}

export interface Api {
  get<T>(path: string): Promise<T>;
  send<T>(method: 'POST' | 'PUT', path: string, body: unknown, type?: string): Promise<T>;
}

/** Plain HTTP with the demo's administrator token: the demo goes in by the same doors as everybody. */
export function createDemoApi(baseUrl: string, token: string): Api {
  const request = async <T>(method: string, path: string, body?: string, type?: string): Promise<T> => {
    const headers = { authorization: `Bearer ${token}`, ...(type ? { 'content-type': type } : {}) };
    const response = await fetch(`${baseUrl}${path}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body }),
    });
    const text = await response.text();
    if (!response.ok)
      throw new Error(`${method} ${path} was answered ${response.status}: ${text.slice(0, 2000)}`);
    return text === '' ? (undefined as T) : (JSON.parse(text) as T);
  };
  return {
    get: (path) => request('GET', path),
    send: (method, path, body, type = 'application/json') =>
      request(method, path, typeof body === 'string' ? body : JSON.stringify(body), type),
  };
}
