import { afterEach, beforeEach, expect } from 'vitest';
import type { PersonInTest } from './mailbox.ts';
import { type Someone, someone } from './people.ts';
import { Response } from './response.ts';

interface Said {
  readonly severity?: string;
  readonly title?: string;
  readonly alertname?: string | null;
}

/**
 * The shop at 14:00 UTC on a Monday, with a monitor of its checkout: Ana is on call, then Ben; Mia is the manager. Opened
 * before each test of the file and closed after it.
 */
export function monitoredShop() {
  let shop: Response;
  let key: string;
  beforeEach(async () => {
    shop = await Response.begin('2031-03-03T14:00:00Z');
    shop.harness.othersMayWrite();
    const made = await shop.must('POST', '/api/v1/integrations', {
      ...{ kind: 'pagerduty', name: 'Prometheus', systemId: 'checkout' },
    });
    key = made.body.key;
  });
  afterEach(() => shop.close());

  /** The monitor says something about an alert. */
  const say = async (
    action: 'trigger' | 'acknowledge' | 'resolve',
    alert: string,
    { severity = 'error', title = alert, alertname = 'Shop' }: Said = {},
  ): Promise<void> => {
    const reply = await shop.harness.http(
      'POST',
      '/v2/enqueue',
      {
        routing_key: key,
        event_action: action,
        dedup_key: alert,
        payload: {
          ...{ summary: title, source: 'web1', severity },
          ...(alertname === null ? {} : { custom_details: { alertname } }),
        },
      },
      { as: null },
    );
    expect(reply.status).toBe(202);
  };
  /** The same, and what follows from it happens. */
  const monitor = async (...said: Parameters<typeof say>): Promise<void> => {
    await say(...said);
    await shop.harness.settle();
  };
  const ana = (): PersonInTest => shop.person('ana');
  const get = async (path: string) => (await shop.must('GET', `/api/v1/incidents${path}`)).body;

  return {
    get shop() {
      return shop;
    },
    say,
    monitor,
    ana,
    ben: () => shop.person('ben'),
    incident: (ref = 'INC-1') => get(`/${ref}`),
    open: async () => (await get('?status=open')).items,
    wait: (duration: string) => shop.harness.advance(duration),
    /** Ana gets the page of the first alert, and acknowledges it by its link. */
    acknowledged: async (alert: string, said: Said = {}): Promise<void> => {
      await monitor('trigger', alert, said);
      await ana().acknowledges(await ana().expectMail(new RegExp(alert)));
    },
    /** Zoe, who is not on call, acknowledges the first alert in the web. */
    acknowledgedByZoe: async (): Promise<Someone> => {
      const zoe = await someone(shop.harness, 'zoe@example.com');
      await monitor('trigger', 'Checkout slow');
      await ana().expectMail(/Checkout slow/);
      await shop.harness.http('POST', '/api/v1/incidents/INC-1/acknowledge', undefined, { as: zoe.token });
      await shop.harness.settle();
      return zoe;
    },
    leave: (id: string) => shop.must('PATCH', `/api/v1/people/${id}`, { active: false }),
  };
}
