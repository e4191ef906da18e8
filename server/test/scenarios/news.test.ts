import { describe, expect, test } from 'vitest';
import { monitoredShop } from '../harness/monitored-shop.ts';
import { tokenOf } from '../harness/people.ts';

/*
 * No bad news goes unheard (docs/adr/0026): whatever would have paged had it come first is named to a person at work on
 * the incident, or pages. Here somebody is at work on it; where nobody is, see news-unattended.test.ts.
 */

const world = monitoredShop();
const { acknowledged, ana, ben, incident, monitor, open, wait } = world;

describe('an alert returns to an incident that was left open', () => {
  test('within minutes: whoever acknowledged it hears at once', async () => {
    await acknowledged('Checkout slow');
    await wait('PT5M');
    await monitor('resolve', 'Checkout slow');
    await ana().expectMail(/Monitoring clear/);
    await wait('PT5M');
    await monitor('trigger', 'Checkout slow');
    expect((await ana().expectMail(/is firing again/)).text).toContain(
      '“Checkout slow” is firing again after being clear for 5 min',
    );
    expect(await incident()).toMatchObject({ acknowledgedAt: expect.any(String) });
  });

  test('quiet hours or not', async () => {
    await world.shop.must('PATCH', `/api/v1/people/${world.shop.idOf('ana')}`, {
      quietHours: { from: '08:00', until: '23:00' },
    });
    await acknowledged('Checkout slow');
    await wait('PT5M');
    await monitor('resolve', 'Checkout slow');
    await wait('PT5M');
    await monitor('trigger', 'Checkout slow');
    await ana().expectMail(/is firing again/);
  });

  test('and goes, in moments: a notice and no page, while what is worse comes as a page', async () => {
    const { shop } = world;
    await acknowledged('Checkout slow');
    const added = await shop.must('POST', `/api/v1/people/${shop.idOf('ana')}/contact-methods`, {
      ...{ kind: 'email', label: 'Pager', address: 'ana.pager@example.com' },
    });
    await shop.must('PUT', `/api/v1/people/${shop.idOf('ana')}/contact-rules`, {
      page: [{ afterSeconds: 0, contactMethodId: added.body.contactMethods.at(-1).id }],
    });
    const pager = shop.harness.person('ana.pager@example.com');
    await wait('PT5M');
    await monitor('resolve', 'Checkout slow');
    await wait('PT10S');
    await monitor('trigger', 'Checkout slow');
    await wait('PT2M');
    await ana().expectMail(/“Checkout slow” is firing again/);
    await pager.expectNoMail();
    await monitor('trigger', 'Payments down', { severity: 'critical' });
    await pager.expectMail(/P1 Payments down/);
  });

  test('[IMM-1] after hours: on-call is paged anew, with the reason on the record', async () => {
    await acknowledged('Checkout slow');
    await wait('PT20M');
    await monitor('resolve', 'Checkout slow');
    await wait('PT12H');
    await monitor('trigger', 'Checkout slow');
    expect(await incident()).toMatchObject({ reference: 'INC-1', acknowledgedAt: null });
    const page = await ana().expectMail(
      /“Checkout slow” is firing again after being clear for 12 h. Please acknowledge/,
    );
    expect((await world.shop.ladder()).map(({ late }) => late)).toContain('paged_again');
    expect(await world.shop.story()).toContainEqual(expect.stringContaining('after being clear for 12 h'));
    expect(await world.shop.story()).toContainEqual(
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
    const { yaml, version } = (await world.shop.must('GET', '/api/v1/policy')).body;
    await world.shop.must('POST', '/api/v1/policy/publish', {
      ...{ yaml: yaml.replace('page_again_after_clear: 10m', 'page_again_after_clear: 2h') },
      ...{ reason: 'Later', baseVersion: version },
    });
    await acknowledged('Checkout slow');
    await monitor('resolve', 'Checkout slow');
    await wait('PT90M');
    await monitor('trigger', 'Checkout slow');
    await ana().expectMail(/is firing again after being clear for 1 h 30 min/);
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
    expect(await world.shop.story()).toContainEqual(
      'alert_joined: +1 alert joined: “Invoice database is DOWN”',
    );
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
    const made = await world.shop.must('POST', '/api/v1/integrations', {
      ...{ kind: 'alertmanager', name: 'Cluster', systemId: 'checkout' },
    });
    const body = { version: '4', status: 'firing', groupKey: '{}', receiver: 'x', alerts };
    await world.shop.harness.http('POST', `/in/alertmanager/${made.body.key}`, body, { as: null });
    const page = await ana().expectMail(/P1 Basket slow/);
    expect(page.text).toContain('Also: “Checkout slow” (P3)');
  });
});

describe('a page anew, with many alerts that were answered before', () => {
  test('names what is new since then, and those of before after it', async () => {
    await acknowledged('Checkout slow');
    for (let each = 0; each < 12; each += 1)
      await monitor('trigger', `Known ${each}`, { severity: 'critical' });
    const returning = ['Basket slow', 'Cart slow'];
    for (const alert of returning) await monitor('trigger', alert, { severity: 'warning' });
    await wait('PT20M');
    const token = await tokenOf(world.shop.harness, world.shop.idOf('ana'), 'responder');
    await world.shop.harness.http('POST', '/api/v1/incidents/INC-1/acknowledge', undefined, { as: token });
    for (const alert of returning) await monitor('resolve', alert);
    await wait('PT12H');
    for (const alert of returning) await monitor('trigger', alert, { severity: 'warning' });
    await wait('PT5M');
    const page = await ben().expectMail(/firing again after being clear for 12 h. Please acknowledge/);
    expect(page.text).toMatch(/New since the last acknowledgement: .*“Basket slow” \(P3\)/);
    expect(page.text).toMatch(/New since the last acknowledgement: .*“Cart slow” \(P3\)/);
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
    await world.shop.harness.http('POST', `/in/alertmanager/${groupKey}`, body, { as: null });
    await world.shop.harness.settle();
  };
  let groupKey: string;

  test('is as severe as its worst alert, and whoever acknowledged it hears when it becomes worse', async () => {
    const made = await world.shop.must('POST', '/api/v1/integrations', {
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
    expect(mail.text).toContain('“Checkout down” is now P1');
    expect(await incident()).toMatchObject({ severity: 'P1', acknowledgedAt: expect.any(String) });
  });

  test('and is over before anybody looked: it is on the record, and whoever is on it hears', async () => {
    await acknowledged('Checkout slow', { severity: 'warning' });
    await wait('PT2M');
    await world.say('trigger', 'Checkout slow', { severity: 'critical', title: 'Checkout down' });
    await monitor('resolve', 'Checkout slow');
    await ana().expectMail(/“Checkout down” is now P1/);
    expect(await world.shop.story()).toContainEqual(
      expect.stringMatching(/Checkout down.*P1|P1.*Checkout down/),
    );
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
    await ana().expectMail(/“Basket slow” is now P2/);
  });

  test('than what a person confirmed: told, with what to do if it is right', async () => {
    await acknowledged('Checkout slow', { severity: 'warning' });
    await world.shop.command('confirm');
    await monitor('trigger', 'Checkout slow', { severity: 'critical' });
    const mail = await ana().expectMail(/P1 Checkout slow/);
    expect(mail.text).toMatch(/INC-1 stays P3, which was confirmed by a person/);
  });

  test('by a colleague: the commander and whoever acknowledged hear, the colleague does not', async () => {
    await acknowledged('Checkout slow', { severity: 'warning' });
    await world.shop.command('command', { personId: world.shop.idOf('ben') });
    const mia = await tokenOf(world.shop.harness, world.shop.idOf('mia'), 'manager');
    await world.shop.harness.settle();
    const raised = await world.shop.harness.http(
      'POST',
      '/api/v1/incidents/INC-1/severity',
      { severity: 'P1', reason: 'Everybody is affected' },
      { as: mia },
    );
    expect(raised.status).toBe(200);
    await ana().expectMail(/INC-1 is now P1/);
    await ben().expectMail(/INC-1 is now P1/);
    await world.shop.person('mia').expectNoMail(/INC-1 is now P1/);
  });

  test('by the person at work on it: nobody is told what they know', async () => {
    await acknowledged('Checkout slow', { severity: 'warning' });
    const token = await tokenOf(world.shop.harness, world.shop.idOf('ana'), 'responder');
    await world.shop.harness.http(
      'POST',
      '/api/v1/incidents/INC-1/severity',
      { severity: 'P1', reason: 'Everybody is affected' },
      { as: token },
    );
    await ana().expectNoMail(/is now P1/);
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
