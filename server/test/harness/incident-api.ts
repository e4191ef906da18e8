import type { Harness, Reply } from './index.ts';

export interface Item {
  readonly seq: number;
  readonly kind: string;
  readonly at: string;
  readonly happenedAt: string;
  readonly sentence: string;
  readonly struckBy: number | null;
}

/** What escalation, delivery, updates and reviews write about an incident; most scenarios of incidents themselves speak of the rest. */
const ESCALATION =
  /^((step|page|stakeholders|message|promise|update|review)_|role_gap$|first_response_late$)/;

/** The routes of incidents in the words of a scenario. */
export function incidentApi(harness: () => Harness) {
  const get = (path: string): Promise<Reply> => harness().http('GET', `/api/v1/incidents${path}`);
  const timeline = async (ref = 'INC-1'): Promise<Item[]> =>
    (await get(`/${ref}/timeline?direction=newer&limit=500`)).body.items;
  return {
    get,
    declare: (body: object = {}, headers: Record<string, string> = {}): Promise<Reply> =>
      harness().http(
        'POST',
        '/api/v1/incidents',
        { title: 'Checkout is down', severity: 'P1', ...body },
        { headers },
      ),
    post: (path: string, body?: object, as?: string): Promise<Reply> =>
      harness().http('POST', `/api/v1/incidents/${path}`, body, as === undefined ? {} : { as }),
    incident: async (ref = 'INC-1') => (await get(`/${ref}`)).body,
    /** The whole time line, oldest first. */
    timeline,
    /** The same without what those wrote. */
    story: async (ref = 'INC-1'): Promise<Item[]> =>
      (await timeline(ref)).filter(({ kind }) => !ESCALATION.test(kind)),
    verify: (): Promise<Reply> => harness().http('POST', '/api/v1/verify', {}),
  };
}
