import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Someone, someone, tokenOf } from '../harness/people.ts';
import { Response } from '../harness/response.ts';

/*
 * No bad news goes unheard: whatever would have paged had it come first is named to a person at work on the incident, or
 * pages. Times are UTC; Ana is on call, then Ben; Mia is the manager.
 */

const T0 = '2031-03-03T14:00:00Z';
let shop: Response;
let key: string;
beforeEach(async () => {
  shop = await Response.begin(T0);
  shop.harness.othersMayWrite();
  const made = await shop.must('POST', '/api/v1/integrations', {
    ...{ kind: 'pagerduty', name: 'Prometheus', systemId: 'checkout' },
  });
  key = made.body.key;
});
afterEach(() => shop.close());

interface Said {
  readonly severity?: string;
  readonly title?: string;
  readonly alertname?: string | null;
}

/** The monitor says something about an alert; what follows from it happens. */
async function monitor(
  action: 'trigger' | 'acknowledge' | 'resolve',
  alert: string,
  { severity = 'error', title = alert, alertname = 'Shop' }: Said = {},
): Promise<void> {
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
  await shop.harness.settle();
}

const ana = () => shop.person('ana');
const ben = () => shop.person('ben');
const incident = async (ref = 'INC-1') => (await shop.must('GET', `/api/v1/incidents/${ref}`)).body;
const open = async () => (await shop.must('GET', '/api/v1/incidents?status=open')).body.items;
const wait = (duration: string) => shop.harness.advance(duration);

/** Ana gets the page of the first alert, and acknowledges it by its link. */
async function acknowledged(alert: string, said: Said = {}): Promise<void> {
  await monitor('trigger', alert, said);
  await ana().acknowledges(await ana().expectMail(new RegExp(alert)));
}

describe('an alert returns to an incident that was left open', () => {
  test('within minutes: whoever acknowledged it hears at once', async () => {
    await acknowledged('Checkout slow');
    await wait('PT5M');
    await monitor('resolve', 'Checkout slow');
    await ana().expectMail(/Monitoring clear/);
    await wait('PT5M');
    await monitor('trigger', 'Checkout slow');
    expect((await ana().expectMail(/is firing again/)).text).toContain(
      '“Checkout slow” is firing again after being clear for 5m',
    );
    expect(await incident()).toMatchObject({ acknowledgedAt: expect.any(String) });
  });

  test('quiet hours or not', async () => {
    await shop.must('PATCH', `/api/v1/people/${shop.idOf('ana')}`, {
      quietHours: { from: '08:00', until: '23:00' },
    });
    await acknowledged('Checkout slow');
    await wait('PT5M');
    await monitor('resolve', 'Checkout slow');
    await wait('PT5M');
    await monitor('trigger', 'Checkout slow');
    await ana().expectMail(/is firing again/);
  });

  test('[IMM-1] after hours: on-call is paged anew, with the reason on the record', async () => {
    await acknowledged('Checkout slow');
    await wait('PT20M');
    await monitor('resolve', 'Checkout slow');
    await wait('PT12H');
    await monitor('trigger', 'Checkout slow');
    expect(await incident()).toMatchObject({ reference: 'INC-1', acknowledgedAt: null });
    const page = await ana().expectMail(/Please acknowledge/);
    expect(await shop.story()).toContainEqual(expect.stringContaining('after being clear for 12h'));
    expect(await shop.story()).toContainEqual(
      expect.stringMatching(/^acknowledgement_lapsed: .*on-call is paged/),
    );
    await ana().acknowledges(page);
    await ana().expectNoMail(/Please acknowledge|firing again/);
  });

  test('while others of the incident fire: its own quiet counts', async () => {
    await acknowledged('Checkout slow');
    await monitor('trigger', 'Basket slow');
    await wait('PT5M');
    await monitor('resolve', 'Checkout slow');
    await wait('PT3H');
    await monitor('trigger', 'Checkout slow');
    expect(await incident()).toMatchObject({ acknowledgedAt: null });
    await ana().expectMail(/Please acknowledge/);
  });

  test('the policy says after how long', async () => {
    const { yaml, version } = (await shop.must('GET', '/api/v1/policy')).body;
    await shop.must('POST', '/api/v1/policy/publish', {
      ...{ yaml: yaml.replace('page_again_after_clear: 10m', 'page_again_after_clear: 2h') },
      ...{ reason: 'Later', baseVersion: version },
    });
    await acknowledged('Checkout slow');
    await monitor('resolve', 'Checkout slow');
    await wait('PT90M');
    await monitor('trigger', 'Checkout slow');
    await ana().expectMail(/is firing again after being clear for 1h30m/);
    expect(await incident()).toMatchObject({ acknowledgedAt: expect.any(String) });
  });
});

describe('an alert joins an acknowledged incident', () => {
  test('[DET-1] that has nothing to do with it, because neither says what groups: it pages by itself', async () => {
    await acknowledged('Nightly report slow', { severity: 'warning', alertname: null });
    await wait('PT2M');
    await monitor('trigger', 'Invoice database is DOWN', { severity: 'critical', alertname: null });
    expect(await open()).toHaveLength(2);
    await ana().expectMail(/P1 Invoice database is DOWN/);
  });

  test('of the same problem: whoever acknowledged it hears its name', async () => {
    await acknowledged('Checkout slow');
    await wait('PT2M');
    await monitor('trigger', 'Invoice database is DOWN');
    const mail = await ana().expectMail(/Invoice database is DOWN/);
    expect(mail.text).toContain('“Invoice database is DOWN” joined INC-1');
    expect(await shop.story()).toContainEqual('alert_joined: +1 alert joined: “Invoice database is DOWN”');
  });

  test('a storm is a message a minute that names the worst and counts the rest', async () => {
    await acknowledged('Pod 0');
    await wait('PT2M');
    for (let n = 1; n <= 40; n += 1) await monitor('trigger', `Pod ${n}`);
    await wait('PT5M');
    const told = ana()
      .mails()
      .filter(
        ({ subject, text }) => /joined INC-1|more alerts/.test(text) && !/Please acknowledge/.test(subject),
      );
    expect(told.length).toBeGreaterThan(1);
    expect(told.length).toBeLessThan(5);
    expect(told.map(({ text }) => text).join()).toMatch(/and \d+ more alerts/);
  });

  test('before the answer: whoever answers a message that did not name it hears of it', async () => {
    await monitor('trigger', 'Checkout slow');
    const page = await ana().expectMail(/Checkout slow/);
    await wait('PT1M');
    await monitor('trigger', 'Basket slow');
    await ana().acknowledges(page);
    await ana().expectMail(/Basket slow/);
  });

  test('before the answer: the next page names it, and then nothing is told twice', async () => {
    await monitor('trigger', 'Checkout slow');
    await ana().expectMail(/Checkout slow/);
    await wait('PT1M');
    await monitor('trigger', 'Basket slow');
    await wait('PT5M');
    const page = await ben().expectMail(/Also: “Basket slow” \(P2\)/);
    await ben().acknowledges(page);
    await ben().expectNoMail(/joined/);
  });

  test('with others at once: the first page names them all', async () => {
    const alerts = ['Checkout slow', 'Basket slow'].map((alert, index) => ({
      status: 'firing',
      labels: { alertname: 'Shop', severity: index === 0 ? 'warning' : 'critical' },
      annotations: { summary: alert },
      startsAt: '2031-03-03T13:59:00Z',
      fingerprint: String(index),
    }));
    const made = await shop.must('POST', '/api/v1/integrations', {
      ...{ kind: 'alertmanager', name: 'Cluster', systemId: 'checkout' },
    });
    const body = { version: '4', status: 'firing', groupKey: '{}', receiver: 'x', alerts };
    await shop.harness.http('POST', `/in/alertmanager/${made.body.key}`, body, { as: null });
    const page = await ana().expectMail(/P1 Basket slow/);
    expect(page.text).toContain('Also: “Checkout slow” (P3)');
  });
});

describe('one alert for a whole notification group', () => {
  const notify = async (...severities: string[]) => {
    const alerts = severities.map((severity, index) => ({
      status: 'firing',
      labels: { alertname: 'Shop', severity, pod: String(index) },
      annotations: { summary: 'Shop slow' },
      startsAt: '2031-03-03T13:59:00Z',
      fingerprint: String(index),
    }));
    const body = { version: '4', status: 'firing', groupKey: '{}', receiver: 'x', alerts };
    await shop.harness.http('POST', `/in/alertmanager/${groupKey}`, body, { as: null });
    await shop.harness.settle();
  };
  let groupKey: string;

  test('is as severe as its worst alert, and whoever acknowledged it hears when it becomes worse', async () => {
    const made = await shop.must('POST', '/api/v1/integrations', {
      ...{ kind: 'alertmanager', name: 'Cluster', systemId: 'checkout', options: { dedupe: 'group' } },
    });
    groupKey = made.body.key;
    await notify('info', 'warning');
    expect(await incident()).toMatchObject({ severity: 'P3' });
    await ana().acknowledges(await ana().expectMail(/P3 Shop slow/));
    await notify('info', 'warning', 'critical');
    await ana().expectMail(/P1 Shop slow/);
    expect(await incident()).toMatchObject({ severity: 'P1' });
  });
});

describe('it becomes worse', () => {
  test('by its monitor: whoever acknowledged it hears, in the new words of the alert', async () => {
    await acknowledged('Checkout slow', { severity: 'warning' });
    await wait('PT2M');
    await monitor('trigger', 'Checkout slow', { severity: 'critical', title: 'Checkout down' });
    const mail = await ana().expectMail(/P1 Checkout down/);
    expect(mail.text).toContain('“Checkout down” is P1 now');
    expect(await incident()).toMatchObject({ severity: 'P1', acknowledgedAt: expect.any(String) });
  });

  test('by a second alert of the group', async () => {
    await acknowledged('Checkout slow', { severity: 'warning' });
    await monitor('trigger', 'Payments down', { severity: 'critical' });
    await ana().expectMail(/P1 Payments down/);
  });

  test('by its monitor, though not worse than the incident', async () => {
    await acknowledged('Checkout down', { severity: 'critical' });
    await monitor('trigger', 'Basket slow', { severity: 'warning' });
    await wait('PT10S');
    await ana().expectMail(/Basket slow/);
    await wait('PT2M');
    await monitor('trigger', 'Basket slow', { severity: 'error' });
    await ana().expectMail(/“Basket slow” is P2 now/);
  });

  test('than what a person confirmed: told, with what to do if it is right', async () => {
    await acknowledged('Checkout slow', { severity: 'warning' });
    await shop.command('confirm');
    await monitor('trigger', 'Checkout slow', { severity: 'critical' });
    const mail = await ana().expectMail(/P1 Checkout slow/);
    expect(mail.text).toMatch(/INC-1 stays P3, which a person confirmed/);
  });

  test('by a colleague: the commander and whoever acknowledged hear, the colleague does not', async () => {
    await acknowledged('Checkout slow', { severity: 'warning' });
    await shop.command('command', { personId: shop.idOf('ben') });
    const mia = await tokenOf(shop.harness, shop.idOf('mia'), 'manager');
    await shop.harness.settle();
    const raised = await shop.harness.http(
      'POST',
      '/api/v1/incidents/INC-1/severity',
      { severity: 'P1', reason: 'Everybody is affected' },
      { as: mia },
    );
    expect(raised.status).toBe(200);
    await ana().expectMail(/INC-1 is P1 now/);
    await ben().expectMail(/INC-1 is P1 now/);
    await shop.person('mia').expectNoMail(/INC-1 is P1 now/);
  });

  test('by the person at work on it: nobody is told what they know', async () => {
    await acknowledged('Checkout slow', { severity: 'warning' });
    const token = await tokenOf(shop.harness, shop.idOf('ana'), 'responder');
    await shop.harness.http(
      'POST',
      '/api/v1/incidents/INC-1/severity',
      { severity: 'P1', reason: 'Everybody is affected' },
      { as: token },
    );
    await ana().expectNoMail(/is P1 now/);
  });

  test('before the answer: whoever is being asked is asked again, in the new words', async () => {
    await monitor('trigger', 'Checkout slow', { severity: 'warning' });
    await ana().expectMail(/P3 Checkout slow/);
    await wait('PT1M');
    await monitor('trigger', 'Payments down', { severity: 'critical' });
    const again = await ana().expectMail(/P1/);
    expect(again.text).toMatch(/Also: “Payments down” \(P1\)/);
    expect(again.text).toMatch(/Please acknowledge/);
  });
});

describe('nobody is at work on it', () => {
  test('acknowledged by an API token: what is worse pages', async () => {
    await monitor('trigger', 'Checkout slow', { severity: 'warning' });
    await ana().expectMail(/P3 Checkout slow/);
    await shop.command('acknowledge');
    await wait('PT2M');
    await monitor('trigger', 'Checkout slow', { severity: 'critical' });
    await ana().expectMail(/Please acknowledge/);
    expect(await incident()).toMatchObject({ acknowledgedAt: null, severity: 'P1' });
  });

  test('acknowledged in the monitor: what joins pages', async () => {
    await monitor('trigger', 'Checkout slow');
    await ana().expectMail(/Checkout slow/);
    await monitor('acknowledge', 'Checkout slow');
    await wait('PT2M');
    await monitor('trigger', 'Basket slow');
    const page = await ana().expectMail(/Please acknowledge/);
    expect(page.text).toContain('Also: “Basket slow” (P2)');
  });

  test('nobody is deactivated who has command of what is open: the answer says of what', async () => {
    const zoe = await someone(shop.harness, 'zoe@example.com');
    await acknowledged('Checkout slow');
    await shop.command('command', { personId: zoe.id });
    const refused = await shop.harness.http('PATCH', `/api/v1/people/${zoe.id}`, { active: false });
    expect(refused).toMatchObject({
      status: 409,
      body: {
        code: 'person_in_command',
        detail: 'Zoe has command of INC-1. Hand over command first.',
      },
    });
    const pruned = await shop.harness.http(
      'PUT',
      '/api/v1/config?prune=true&dryRun=true',
      (await shop.must('GET', '/api/v1/config')).text.replace(
        / {2}- email: zoe@[\s\S]*?(?= {2}- email|\n\w)/,
        '',
      ),
      { headers: { 'content-type': 'text/yaml' } },
    );
    expect(pruned.text).toContain('zoe@example.com has command of INC-1. Hand over command first.');
    await shop.command('command', { personId: shop.idOf('mia') });
    await leave(zoe.id);
  });

  test('one of two alerts acknowledged in the monitor: the other goes on paging until it is, too', async () => {
    await monitor('trigger', 'Disk full');
    await wait('PT1M');
    await monitor('trigger', 'Invoice database is DOWN', { severity: 'critical' });
    await ana().expectMail(/Also: “Invoice database is DOWN”/);
    await monitor('acknowledge', 'Disk full');
    expect(await incident()).toMatchObject({ acknowledgedAt: null });
    await monitor('acknowledge', 'Invoice database is DOWN');
    expect(await incident()).toMatchObject({ acknowledgedAt: expect.any(String) });
  });

  test('the page that was to name it is called off: another does', async () => {
    await monitor('trigger', 'Checkout slow');
    await ana().expectMail(/Checkout slow/);
    await wait('PT30S');
    await monitor('trigger', 'Invoice database is DOWN');
    const [page] = await shop.pages();
    await shop.command(`pages/${page?.id}/stop`);
    await ana().expectMail(/Also: “Invoice database is DOWN”/);
  });

  test('worse a moment before a token resolves it: whoever is on call hears', async () => {
    await monitor('trigger', 'Checkout slow', { severity: 'warning' });
    await ana().expectMail(/P3 Checkout slow/);
    await shop.command('acknowledge');
    await shop.harness.http(
      'POST',
      '/v2/enqueue',
      {
        ...{ routing_key: key, event_action: 'trigger', dedup_key: 'Checkout slow' },
        payload: { summary: 'Checkout down', source: 'web1', severity: 'critical' },
      },
      { as: null },
    );
    await shop.command('resolve', { resolution: 'Restarted by the robot.' });
    await ana().expectMail(/“Checkout down” is P1 now/);
  });

  test('the commander has left meanwhile: whoever acknowledged hears', async () => {
    const zoe = await someone(shop.harness, 'zoe@example.com');
    await acknowledged('Checkout slow');
    await shop.command('command', { personId: zoe.id });
    await shop.command('resolve', { resolution: 'Restarted it.' });
    await leave(zoe.id);
    await shop.command('reopen', { reason: 'It is not over.' });
    await ana().acknowledges(await ana().expectMail(/Please acknowledge/));
    await monitor('trigger', 'Checkout slow');
    await wait('PT1M');
    await monitor('trigger', 'Basket slow');
    await wait('PT10S');
    await wait('PT10S');
    await ana().expectMail(/“Basket slow” joined INC-1/);
  });

  test('everybody at work on it has left: on-call is paged', async () => {
    const zoe = await acknowledgedByZoe();
    await leave(zoe.id);
    await monitor('trigger', 'Basket slow');
    await wait('PT10S');
    await ana().expectMail(/Please acknowledge/);
  });

  test('whoever is at work on it is away by now: on-call is paged', async () => {
    const zoe = await acknowledgedByZoe();
    await shop.must('POST', `/api/v1/people/${zoe.id}/absences`, {
      ...{ from: '2031-03-03T00:00:00Z', until: '2031-03-05T00:00:00Z', note: '' },
    });
    await monitor('trigger', 'Basket slow');
    await wait('PT10S');
    await ana().expectMail(/Please acknowledge/);
  });

  test('it was confirmed as something nobody is paged for: what is worse pages all the same', async () => {
    await monitor('trigger', 'Checkout slow', { severity: 'info' });
    await shop.command('confirm');
    await ana().expectNoMail();
    await monitor('trigger', 'Checkout slow', { severity: 'critical', title: 'Checkout down' });
    await ana().expectMail(/Checkout down/);
  });

  test('resolved by a token in the same minute: whoever is on call hears what came before the end', async () => {
    await monitor('trigger', 'Checkout slow');
    await ana().expectMail(/Checkout slow/);
    await shop.command('acknowledge');
    await wait('PT1M');
    await shop.harness.http(
      'POST',
      '/v2/enqueue',
      {
        ...{ routing_key: key, event_action: 'trigger', dedup_key: 'Basket slow' },
        payload: {
          ...{ summary: 'Basket slow', source: 'web1', severity: 'error' },
          custom_details: { alertname: 'Shop' },
        },
      },
      { as: null },
    );
    await shop.harness.settleWithout('escalation');
    await shop.command('resolve', { resolution: 'Restarted by the robot.' });
    await ana().expectMail(/“Basket slow” joined INC-1/);
  });
});

describe('what was to be told does not get through', () => {
  test('on-call is paged, and hears what it was about', async () => {
    await acknowledgedByZoe();
    shop.harness.mail.refuse('recipient', 450, 'Mailbox busy', /zoe/);
    await monitor('trigger', 'Basket slow');
    await wait('PT2M');
    expect((await ana().expectMail(/Please acknowledge/)).text).toContain('Also: “Basket slow” (P2)');
  });
});

describe('the same words twice', () => {
  test('are two pieces of news: nobody is taken for absent because they were told already', async () => {
    await acknowledged('HighCPU 1', { title: 'HighCPU 1' });
    await wait('PT2M');
    await monitor('trigger', 'api-2', { title: 'HighCPU' });
    await ana().expectMail(/“HighCPU” joined/);
    await wait('PT70S');
    await monitor('trigger', 'api-3', { title: 'HighCPU' });
    await ana().expectMail(/“HighCPU” joined/);
    expect(await incident()).toMatchObject({ acknowledgedAt: expect.any(String) });
  });
});

describe('a merge', () => {
  test('names all that was wrong with the duplicate, though its page did not name it', async () => {
    await acknowledged('Checkout slow', { alertname: 'Checkout' });
    await wait('PT1M');
    await monitor('trigger', 'Queue slow', { alertname: 'Invoices' });
    await wait('PT1M');
    await monitor('trigger', 'Invoice database is DOWN', { alertname: 'Invoices' });
    await shop.command('merge', { into: 'INC-1' }, 'INC-2');
    const mail = await ana().expectMail(/was merged into INC-1/);
    expect(mail.text).toMatch(/Queue slow/);
    expect(mail.text).toMatch(/Invoice database is DOWN/);
  });

  test('of what nobody was working on is named to whoever works on the other', async () => {
    await acknowledged('Checkout slow');
    await wait('PT1M');
    await monitor('trigger', 'Invoice database is DOWN', { alertname: 'Invoices' });
    await shop.command('merge', { into: 'INC-1' }, 'INC-2');
    await shop.harness.settle();
    await ana().expectMail(/“Invoice database is DOWN” \(P2\) was merged into INC-1/);
  });
});

/** Zoe, who is not on call, acknowledges the first alert in the web. */
async function acknowledgedByZoe(): Promise<Someone> {
  const zoe = await someone(shop.harness, 'zoe@example.com');
  await monitor('trigger', 'Checkout slow');
  await ana().expectMail(/Checkout slow/);
  await shop.harness.http('POST', '/api/v1/incidents/INC-1/acknowledge', undefined, { as: zoe.token });
  await shop.harness.settle();
  return zoe;
}

const leave = (id: string) => shop.must('PATCH', `/api/v1/people/${id}`, { active: false });
