import { beforeEach, describe, expect, test } from 'vitest';
import { monitoredShop } from '../harness/monitored-shop.ts';

/*
 * Bad news under a key that is known (docs/adr/0026): another alert of a notification group that is one alert for Tocsin,
 * and other words of an alert that is open.
 */

const world = monitoredShop();
const { acknowledged, ana, ben, incident, monitor, say, wait } = world;

const story = () => world.shop.story();
const expectHeard = async (words: string | RegExp): Promise<void> => {
  const { subject, text } = await ana().expectMail(words instanceof RegExp ? words : new RegExp(words));
  expect(`${subject} ${text}`).toContain('You are receiving this because you acknowledged the incident.');
};
/** Ana acknowledges whatever asks her. */
const acknowledge = async () => ana().acknowledges(await ana().expectMail(/Please acknowledge/));

interface Member {
  readonly name: string;
  readonly severity?: string;
  readonly over?: boolean;
}
const alertOf = ({ name, severity = 'error', over = false }: Member) => ({
  status: over ? 'resolved' : 'firing',
  labels: { alertname: 'Shop', severity },
  annotations: { summary: name },
  startsAt: '2031-03-03T13:59:00Z',
  fingerprint: name,
});

describe('one alert for a whole notification group', () => {
  let groupKey: string;
  beforeEach(async () => {
    const made = await world.shop.must('POST', '/api/v1/integrations', {
      ...{ kind: 'alertmanager', name: 'Cluster', systemId: 'checkout', options: { dedupe: 'group' } },
    });
    groupKey = made.body.key;
  });
  const notify = async (...members: (Member | string)[]) => {
    const alerts = members.map((member) => alertOf(typeof member === 'string' ? { name: member } : member));
    const status = alerts.some((alert) => alert.status === 'firing') ? 'firing' : 'resolved';
    const common = alerts.length === 1 ? alerts[0]?.annotations : {};
    const shared = { commonLabels: { alertname: 'Shop' }, commonAnnotations: common };
    const body = { version: '4', status, groupKey: '{}', receiver: 'x', alerts, ...shared };
    const reply = await world.shop.harness.http('POST', `/in/alertmanager/${groupKey}`, body, { as: null });
    expect(reply.status).toBe(200);
  };
  const flush = async (...members: (Member | string)[]) => {
    await notify(...members);
    await world.shop.harness.settle();
  };

  test('what joins it is named to whoever acknowledged it, and on the record', async () => {
    await flush('Queue slow');
    await acknowledge();
    await wait('PT2M');
    await flush('Queue slow', 'Invoice database is DOWN');
    await expectHeard('“Invoice database is DOWN” joined INC-1');
    expect(await story()).toContainEqual('alert_joined: +1 alert joined: “Invoice database is DOWN”');
  });

  test('what fires as another is over is named', async () => {
    await flush({ name: 'Queue slow', severity: 'critical' });
    await acknowledge();
    await wait('PT2M');
    await flush(
      { name: 'Queue slow', severity: 'critical', over: true },
      { name: 'Invoice database is DOWN', severity: 'critical' },
    );
    await expectHeard('“Invoice database is DOWN” joined INC-1');
  });

  test('from one to fifty: some by name, the others counted', async () => {
    await flush('Pod 0');
    await acknowledge();
    await wait('PT2M');
    await flush(...Array.from({ length: 50 }, (_, pod) => `Pod ${pod}`));
    await expectHeard(/“Pod \d+” \(P2\).* and 44 more alerts/);
  });

  test('before the answer: the next page names it', async () => {
    await flush('Queue slow');
    await ana().expectMail(/Queue slow/);
    await wait('PT1M');
    await flush('Queue slow', 'Invoice database is DOWN');
    await wait('PT5M');
    await ben().acknowledges(await ben().expectMail(/Also: “Invoice database is DOWN” \(P2\)/));
    await ben().expectNoMail(/joined/);
  });

  test('before the answer: whoever answers a message that did not name it hears of it', async () => {
    await flush('Queue slow');
    const page = await ana().expectMail(/Queue slow/);
    await wait('PT1M');
    await flush('Queue slow', 'Invoice database is DOWN');
    await ana().acknowledges(page);
    await expectHeard('Invoice database is DOWN');
  });

  test('with others at once: the first page names them all', async () => {
    await flush('Queue slow', 'Invoice database is DOWN');
    const page = await ana().expectMail(/Shop \(2 alerts\)/);
    expect(page.text).toMatch(/Also: .*“Invoice database is DOWN” \(P2\)/);
  });

  test('nobody is at work on it: it pages', async () => {
    await flush('Queue slow');
    await ana().expectMail(/Queue slow/);
    await world.shop.command('acknowledge');
    await wait('PT2M');
    await flush('Queue slow', 'Invoice database is DOWN');
    const page = await ana().expectMail(/Please acknowledge/);
    expect(page.text).toContain('New since the last acknowledgement: “Invoice database is DOWN” (P2)');
  });

  test('is worse than the incident: it is raised in the words of the one that is', async () => {
    await flush({ name: 'Queue slow', severity: 'warning' });
    await acknowledge();
    await wait('PT2M');
    const queue = { name: 'Queue slow', severity: 'warning' };
    await flush(queue, { name: 'Invoice database is DOWN', severity: 'critical' });
    await ana().expectMail(/P1 Invoice database is DOWN/);
    expect(await incident()).toMatchObject({ severity: 'P1' });
  });

  test('one of it becomes as bad as another: it is named', async () => {
    const queue = { name: 'Queue slow', severity: 'critical' };
    await flush(queue, { name: 'Basket slow', severity: 'warning' });
    await acknowledge();
    await wait('PT2M');
    await flush(queue, { name: 'Basket slow', severity: 'critical' });
    await expectHeard('“Basket slow” is now P1');
  });

  test('one of it says something else: it is named', async () => {
    await flush('Queue slow', 'Basket slow');
    await acknowledge();
    await wait('PT2M');
    const basket = { ...alertOf({ name: 'Basket slow' }), annotations: { summary: 'Basket is DOWN' } };
    const body = { version: '4', status: 'firing', groupKey: '{}', alerts: [basket] };
    await world.shop.harness.http('POST', `/in/alertmanager/${groupKey}`, body, { as: null });
    await world.shop.harness.settle();
    await expectHeard('“Basket slow” now says “Basket is DOWN”');
  });

  test('what returns is told with how long it was over, and pages after long', async () => {
    await flush('Queue slow', 'Basket slow');
    await acknowledge();
    await wait('PT2M');
    await flush('Queue slow', { name: 'Basket slow', over: true });
    await wait('PT5M');
    await flush('Queue slow', 'Basket slow');
    await expectHeard('“Basket slow” is firing again after being clear for 5 min');
    await flush('Queue slow', { name: 'Basket slow', over: true });
    await wait('PT2H');
    await flush('Queue slow', 'Basket slow');
    await ana().expectMail(/“Basket slow” is firing again after being clear for 2 h. Please acknowledge/);
  });

  test('what joins and is over before anybody looked is told', async () => {
    await flush('Queue slow');
    await acknowledge();
    await wait('PT2M');
    await notify('Queue slow', 'Invoice database is DOWN');
    await flush('Queue slow');
    await expectHeard('“Invoice database is DOWN” joined INC-1');
  });

  test('the same alerts again, and fewer of them, are no news', async () => {
    await flush('Queue slow', 'Basket slow');
    await acknowledge();
    const before = await story();
    await flush('Basket slow', 'Queue slow');
    await flush('Queue slow', { name: 'Basket slow', over: true });
    await flush('Queue slow');
    await wait('PT5M');
    expect(await story()).toEqual(before);
    await ana().expectNoMail();
  });

  test('all of it over, and again: its alerts are named', async () => {
    await flush('Queue slow', 'Basket slow');
    await acknowledge();
    await flush({ name: 'Queue slow', over: true }, { name: 'Basket slow', over: true });
    await ana().expectMail(/Monitoring clear/);
    await wait('PT2M');
    await flush('Queue slow', 'Invoice database is DOWN');
    await expectHeard('Invoice database is DOWN');
  });
});

describe('Alertmanager by way of PagerDuty', () => {
  const text = (...members: Member[]): string =>
    members
      .map(
        ({ name }) =>
          `Labels:\n - alertname = Shop\n - pod = ${name}\nAnnotations:\n - summary = ${name}\nSource: http://p/\n`,
      )
      .join('');
  test.each([
    ['as text (before 0.28)', text],
    ['as a list', (...members: Member[]) => members.map(alertOf)],
  ])('what joins its group is named, %s', async (_, write) => {
    const made = await world.shop.must('POST', '/api/v1/integrations', {
      ...{ kind: 'pagerduty', name: 'Alertmanager', systemId: 'checkout' },
    });
    const send = async (...names: string[]) => {
      const members = names.map((name) => ({ name }));
      const details = { firing: write(...members), num_firing: String(names.length), num_resolved: '0' };
      await world.shop.harness.http(
        'POST',
        '/v2/enqueue',
        {
          ...{ routing_key: made.body.key, event_action: 'trigger', dedup_key: 'group' },
          payload: {
            ...{ summary: `[FIRING:${names.length}] Shop`, source: 'Alertmanager', severity: 'error' },
            custom_details: details,
          },
        },
        { as: null },
      );
      await world.shop.harness.settle();
    };
    await send('Queue slow');
    await acknowledge();
    await wait('PT2M');
    await send('Queue slow', 'Invoice database is DOWN');
    await expectHeard('“Invoice database is DOWN” joined INC-1');
    await send('Invoice database is DOWN', 'Queue slow');
    await send('Queue slow');
    await wait('PT2M');
    await ana().expectNoMail();
  });

  test('a group whose alerts differ says no severity of its own: the worst of theirs counts, also of what joins later', async () => {
    const made = await world.shop.must('POST', '/api/v1/integrations', {
      ...{ kind: 'pagerduty', name: 'Alertmanager', systemId: 'checkout' },
    });
    const send = async (...members: [name: string, severity: string][]) => {
      const firing = members
        .map(
          ([name, word]) =>
            `Labels:\n - alertname = Shop\n - pod = ${name}\n - severity = ${word}\nSource: http://p/\n`,
        )
        .join('');
      const payload = { summary: `[FIRING:${members.length}] Shop`, source: 'Alertmanager', severity: '' };
      await world.shop.harness.http(
        'POST',
        '/v2/enqueue',
        {
          ...{ routing_key: made.body.key, event_action: 'trigger', dedup_key: 'group' },
          payload: { ...payload, custom_details: { firing, num_firing: String(members.length) } },
        },
        { as: null },
      );
      await world.shop.harness.settle();
    };
    await send(['web1', 'warning']);
    expect(await incident()).toMatchObject({ severity: 'P3' });
    await send(['web1', 'warning'], ['web2', 'critical']);
    expect(await incident()).toMatchObject({ severity: 'P1' });
    world.shop.harness.othersMayWrite();
  });

  test('without its details the number of what fires counts', async () => {
    await acknowledged('shop', { title: '[FIRING:1] shop' });
    await wait('PT2M');
    await monitor('trigger', 'shop', { title: '[FIRING:2] shop' });
    await expectHeard(/“\[FIRING:1\] shop” now says “\[FIRING:2\] shop”/);
  });
});

describe('an open alert says something else', () => {
  test('whoever acknowledged it hears, and it is on the record', async () => {
    await acknowledged('Disk', { title: 'Disk 80 %' });
    await wait('PT2M');
    await monitor('trigger', 'Disk', { title: 'Disk is FULL' });
    await expectHeard('“Disk 80 %” now says “Disk is FULL”');
    expect(await story()).toContainEqual('alert_reworded: “Disk 80 %” now says “Disk is FULL”');
    expect(await incident()).toMatchObject({ acknowledgedAt: expect.any(String), severity: 'P2' });
  });

  test('but a number, a letter in capitals or an id is nothing else', async () => {
    await acknowledged('Disk', { title: 'Disk of web1 80 %' });
    const before = await story();
    for (const title of ['disk of web1  81.5 %', 'Disk of web1 79 %', 'DISK of web1 80 % 8f3a2b1c9d'])
      await monitor('trigger', 'Disk', { title });
    await wait('PT5M');
    expect(await story()).toEqual(before);
    await ana().expectNoMail();
  });

  test('before the answer: the next page names it', async () => {
    await monitor('trigger', 'Disk', { title: 'Disk 80 %' });
    await ana().expectMail(/Disk 80 %/);
    await wait('PT1M');
    await monitor('trigger', 'Disk', { title: 'Disk is FULL' });
    await wait('PT5M');
    await ben().expectMail(/Also: “Disk is FULL” \(P2\)/);
  });

  test('nobody is at work on it: it pages', async () => {
    await monitor('trigger', 'Disk', { title: 'Disk 80 %' });
    await ana().expectMail(/Disk 80 %/);
    await monitor('acknowledge', 'Disk');
    await wait('PT2M');
    await monitor('trigger', 'Disk', { title: 'Disk is FULL' });
    const page = await ana().expectMail(/Please acknowledge/);
    expect(page.text).toContain('New since the last acknowledgement: “Disk is FULL” (P2)');
  });

  test('in between, before anybody looked: each of its titles is told', async () => {
    await acknowledged('Disk', { title: 'Disk 80 %' });
    await wait('PT2M');
    await say('trigger', 'Disk', { title: 'Disk is FULL' });
    await say('trigger', 'Disk', { title: 'Disk is read-only' });
    await monitor('trigger', 'Disk', { title: 'Disk 81 %' });
    await expectHeard(/Disk is FULL[\s\S]*Disk is read-only|Disk is read-only[\s\S]*Disk is FULL/);
  });

  test('before anybody looked at all: the first page names both', async () => {
    await say('trigger', 'Disk', { title: 'Disk is FULL' });
    await monitor('trigger', 'Disk', { title: 'Disk is slow' });
    expect((await ana().expectMail(/Disk is slow/)).text).toContain('Also: “Disk is FULL” (P2)');
  });

  test('and becomes worse: told once, as worse', async () => {
    await acknowledged('Disk', { title: 'Disk 80 %', severity: 'warning' });
    await wait('PT2M');
    await monitor('trigger', 'Disk', { title: 'Disk is FULL', severity: 'critical' });
    await ana().expectMail(/“Disk is FULL” is now P1/);
    expect((await story()).filter((line) => line.startsWith('alert_reworded'))).toEqual([]);
  });

  test('back and forth: once each', async () => {
    await acknowledged('Disk', { title: 'Disk is slow' });
    await wait('PT2M');
    for (let turn = 0; turn < 5; turn += 1) {
      await monitor('trigger', 'Disk', { title: 'Disk is FULL' });
      await wait('PT2M');
      await monitor('trigger', 'Disk', { title: 'Disk is slow' });
      await wait('PT2M');
    }
    await expectHeard('“Disk is slow” now says “Disk is FULL”');
    await ana().expectNoMail();
  });

  test('without end: after some, once an hour, and the record says so', async () => {
    await acknowledged('Job', { title: 'Job aa failed' });
    const letter = (index: number) => String.fromCharCode(97 + index);
    for (let turn = 0; turn < 60; turn += 1) {
      await monitor('trigger', 'Job', {
        title: `Job ${letter(Math.floor(turn / 20))}${letter(turn % 20)}x failed`,
      });
      await wait('PT3M');
    }
    const told = (await story()).filter((line) => line.startsWith('alert_reworded'));
    expect(told.length).toBeGreaterThanOrEqual(16);
    expect(told.length).toBeLessThanOrEqual(19);
    expect(told.join()).toContain('Its title keeps changing; updates are limited to one an hour');
  });

  test('over, and again: what it says then is new', async () => {
    await acknowledged('Disk', { title: 'Disk is slow' });
    await wait('PT2M');
    await monitor('resolve', 'Disk');
    await ana().expectMail(/Monitoring clear/);
    await monitor('trigger', 'Disk', { title: 'Disk is FULL' });
    await expectHeard('Disk is FULL');
  });

  test('at the generic webhook', async () => {
    const made = await world.shop.must('POST', '/api/v1/integrations', {
      ...{ kind: 'webhook', name: 'Cron', systemId: 'checkout' },
    });
    const send = async (title: string) => {
      const body = { title, dedup_key: 'disk', severity: 'error' };
      await world.shop.harness.http('POST', `/in/webhook/${made.body.key}`, body, { as: null });
      await world.shop.harness.settle();
    };
    await send('Disk 80 %');
    await acknowledge();
    await wait('PT2M');
    await send('Disk is FULL');
    await expectHeard('“Disk 80 %” now says “Disk is FULL”');
  });
});
