import { describe, expect, test } from 'vitest';
import { monitoredShop } from '../harness/monitored-shop.ts';
import { someone, tokenOf } from '../harness/people.ts';

/* Bad news while nobody is at work on the incident, or cannot be told (docs/adr/0026). */

const world = monitoredShop();
const { acknowledged, acknowledgedByZoe, ana, incident, leave, monitor, say, wait } = world;

describe('nobody is at work on it', () => {
  test('acknowledged by an API token: what is worse pages', async () => {
    await monitor('trigger', 'Checkout slow', { severity: 'warning' });
    await ana().expectMail(/P3 Checkout slow/);
    await world.shop.command('acknowledge');
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
    expect(page.text).toContain('New since the last acknowledgement: “Basket slow” (P2)');
  });

  test('nobody is deactivated who has command of what is open: the answer says of what', async () => {
    const zoe = await someone(world.shop.harness, 'zoe@example.com');
    await acknowledged('Checkout slow');
    await world.shop.command('command', { personId: zoe.id });
    const refused = await world.shop.harness.http('PATCH', `/api/v1/people/${zoe.id}`, { active: false });
    expect(refused).toMatchObject({
      status: 409,
      body: {
        code: 'person_in_command',
        detail: 'Zoe is the commander of INC-1. Hand over command first.',
      },
    });
    const pruned = await world.shop.harness.http(
      'PUT',
      '/api/v1/config?prune=true&dryRun=true',
      (await world.shop.must('GET', '/api/v1/config')).text.replace(
        / {2}- email: zoe@[\s\S]*?(?= {2}- email|\n\w)/,
        '',
      ),
      { headers: { 'content-type': 'text/yaml' } },
    );
    expect(pruned.text).toContain('zoe@example.com is the commander of INC-1. Hand over command first.');
    await world.shop.command('command', { personId: world.shop.idOf('mia') });
    await leave(zoe.id);
  });

  test('a storm declares it: the page names some of the other alerts and counts the rest', async () => {
    for (let number = 1; number <= 9; number += 1) await say('trigger', `Shelf ${number} is empty`);
    await world.shop.harness.settle();
    const page = await ana().expectMail(/Please acknowledge|is empty/);
    expect(page.text).toMatch(/Also: (?:“Shelf \d is empty” \(P2\)(?:, | and )){5}3 more alerts\./);
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
    const [page] = await world.shop.pages();
    await world.shop.command(`pages/${page?.id}/stop`);
    await ana().expectMail(/Also: “Invoice database is DOWN”/);
  });

  test('worse a moment before a token resolves it: whoever is on call hears', async () => {
    await monitor('trigger', 'Checkout slow', { severity: 'warning' });
    await ana().expectMail(/P3 Checkout slow/);
    await world.shop.command('acknowledge');
    await say('trigger', 'Checkout slow', { severity: 'critical', title: 'Checkout down' });
    await world.shop.command('resolve', { resolution: 'Restarted by the robot.', ending: 'recovered' });
    await ana().expectMail(/“Checkout down” is now P1/);
  });

  test('the commander has left meanwhile: whoever acknowledged hears', async () => {
    const zoe = await someone(world.shop.harness, 'zoe@example.com');
    await acknowledged('Checkout slow');
    await world.shop.command('command', { personId: zoe.id });
    await world.shop.command('resolve', { resolution: 'Restarted it.', ending: 'recovered' });
    await leave(zoe.id);
    await world.shop.command('reopen', { reason: 'It is not over.' });
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
    await world.shop.must('POST', `/api/v1/people/${zoe.id}/absences`, {
      ...{ from: '2031-03-03T00:00:00Z', until: '2031-03-05T00:00:00Z', note: '' },
    });
    await monitor('trigger', 'Basket slow');
    await wait('PT10S');
    await ana().expectMail(/Please acknowledge/);
  });

  test('it was confirmed as something nobody is paged for: what is worse pages all the same', async () => {
    await monitor('trigger', 'Checkout slow', { severity: 'info' });
    await world.shop.command('confirm');
    await ana().expectNoMail();
    await monitor('trigger', 'Checkout slow', { severity: 'critical', title: 'Checkout down' });
    await ana().expectMail(/Checkout down/);
  });

  test('resolved by a token in the same minute: whoever is on call hears what came before the end', async () => {
    await monitor('trigger', 'Checkout slow');
    await ana().expectMail(/Checkout slow/);
    await world.shop.command('acknowledge');
    await wait('PT1M');
    await say('trigger', 'Basket slow');
    await world.shop.harness.settleWithout('escalation');
    await world.shop.command('resolve', { resolution: 'Restarted by the robot.', ending: 'recovered' });
    await ana().expectMail(/“Basket slow” joined INC-1/);
  });

  test('resolved by a person and merged before it was looked at: whoever is on call hears what came before the end', async () => {
    const zoe = await someone(world.shop.harness, 'zoe@example.com');
    const token = await tokenOf(world.shop.harness, zoe.id, 'responder');
    const asZoe = (path: string, body: object) =>
      world.shop.harness.http('POST', `/api/v1/incidents/INC-2/${path}`, body, { as: token });
    await acknowledged('Checkout slow');
    await monitor('trigger', 'Invoices slow', { alertname: 'Invoices' });
    await ana().expectMail(/INC-2/);
    await wait('PT1M');
    await say('trigger', 'Invoice database is DOWN', { alertname: 'Invoices' });
    await world.shop.harness.settleWithout('escalation');
    expect((await asZoe('resolve', { resolution: 'Failed over.', ending: 'recovered' })).status).toBe(200);
    expect((await asZoe('merge', { into: 'INC-1' })).status).toBe(200);
    await world.shop.harness.settle();
    await ana().expectMail(/“Invoice database is DOWN” joined INC-2/);
  });
});

describe('whoever acknowledged leaves', () => {
  test('and nobody else is at work on it: on-call is paged, with the reason on the record', async () => {
    const zoe = await acknowledgedByZoe();
    await ana().expectNoMail();
    await world.shop.must('PATCH', `/api/v1/people/${zoe.id}`, { active: false });
    await world.shop.harness.settle();
    const page = await ana().expectMail(/Please acknowledge/);
    expect(await world.shop.story()).toContainEqual(
      expect.stringMatching(/^acknowledgement_lapsed: .*no longer active.*on-call is paged/),
    );
    await ana().acknowledges(page);
    expect(await incident()).toMatchObject({ acknowledgedAt: expect.any(String) });
  });

  test('by a file that no longer names them', async () => {
    const zoe = await acknowledgedByZoe();
    const { text } = await world.shop.harness.http('GET', '/api/v1/config');
    expect(text).toContain(zoe.email);
    const without = text.replace(new RegExp(`\\n  - email: ${zoe.email}[^]*?(?=\\n  - |\\n\\w|\\n\\n)`), '');
    await ana().expectNoMail();
    const applied = await world.shop.harness.http('PUT', '/api/v1/config?prune=true', without, {
      headers: { 'content-type': 'text/yaml' },
    });
    expect(applied.status, applied.text).toBe(200);
    await world.shop.harness.settle();
    await ana().expectMail(/Please acknowledge/);
  });

  test('while its commander goes on: nobody is paged', async () => {
    const zoe = await acknowledgedByZoe();
    await world.shop.command('command', { personId: world.shop.idOf('ana') });
    await world.shop.must('PATCH', `/api/v1/people/${zoe.id}`, { active: false });
    await world.shop.harness.settle();
    await world.shop.person('ben').expectNoMail();
    expect(await incident()).toMatchObject({ acknowledgedAt: expect.any(String) });
  });
});

describe('whoever acknowledged goes away', () => {
  const away = (id: string, from: string) =>
    world.shop.must('POST', `/api/v1/people/${id}/absences`, {
      ...{ from, until: '2031-03-05T00:00:00Z', note: 'Sick' },
    });
  const now = () => world.shop.harness.clock.now();
  const lapsed = () => world.shop.story().then((all) => all.filter((line) => /lapsed/.test(line)));

  test.each(['PT0S', '-PT5H'])(
    'and nobody else is at work on it: on-call is paged at once, with the reason on the record (from %s)',
    async (ago) => {
      const zoe = await acknowledgedByZoe();
      await wait('PT20S');
      await away(zoe.id, now().add(ago).toString());
      await world.shop.harness.settle();
      const page = await ana().expectMail(/Please acknowledge/);
      expect(await lapsed()).toEqual([expect.stringMatching(/is away, so on-call is paged/)]);
      await ana().acknowledges(page);
      expect(await incident()).toMatchObject({ acknowledgedAt: expect.any(String) });
    },
  );

  test('later, as was planned: on-call is paged then, and not before', async () => {
    const zoe = await acknowledgedByZoe();
    await away(zoe.id, now().add('PT30M').toString());
    await wait('PT29M');
    await ana().expectNoMail();
    await wait('PT1M');
    await ana().expectMail(/Please acknowledge/);
    expect(await lapsed()).toHaveLength(1);
  });

  test('its commander, when nobody else is left at work on it', async () => {
    const zoe = await acknowledgedByZoe();
    await world.shop.command('command', { personId: world.shop.idOf('mia') });
    await away(zoe.id, now().toString());
    await world.shop.harness.settle();
    await ana().expectNoMail();
    await away(world.shop.idOf('mia'), now().toString());
    await world.shop.harness.settle();
    await ana().expectMail(/Please acknowledge/);
  });

  test('or was away when they acknowledged: they are at work on it, and nobody is paged', async () => {
    const zoe = await someone(world.shop.harness, 'zoe@example.com');
    await away(zoe.id, now().toString());
    await monitor('trigger', 'Checkout slow');
    await ana().expectMail(/Checkout slow/);
    await wait('PT20S');
    await world.shop.harness.http('POST', '/api/v1/incidents/INC-1/acknowledge', undefined, {
      as: zoe.token,
    });
    await wait('PT10M');
    await ana().expectNoMail();
    expect(await lapsed()).toEqual([]);
  });
});

describe('what was to be told does not get through', () => {
  test('on-call is paged, and hears what it was about', async () => {
    await acknowledgedByZoe();
    world.shop.harness.mail.refuse('recipient', 450, 'Mailbox busy', /zoe/);
    await monitor('trigger', 'Basket slow');
    await wait('PT2M');
    expect((await ana().expectMail(/Please acknowledge/)).text).toContain(
      'New since the last acknowledgement: “Basket slow” (P2)',
    );
  });
});

describe('a merge', () => {
  test('by whoever works on the other incident: they hear of what has joined it since its page', async () => {
    await acknowledged('Checkout slow');
    const token = await tokenOf(world.shop.harness, world.shop.idOf('ana'), 'responder');
    await monitor('trigger', 'Invoices slow', { alertname: 'Invoices' });
    await ana().expectMail(/INC-2/);
    await monitor('trigger', 'Invoices are late', { alertname: 'Invoices' });
    await wait('PT1M');
    const merge = { into: 'INC-1' };
    await world.shop.harness.http('POST', '/api/v1/incidents/INC-2/merge', merge, { as: token });
    await wait('PT1M');
    await ana().expectMail(/“Invoices are late” \(P2\) was merged into INC-1/);
  });

  test('names all that was wrong with the duplicate, though its page did not name it', async () => {
    await acknowledged('Checkout slow', { alertname: 'Checkout' });
    await wait('PT1M');
    await monitor('trigger', 'Queue slow', { alertname: 'Invoices' });
    await wait('PT1M');
    await monitor('trigger', 'Invoice database is DOWN', { alertname: 'Invoices' });
    await world.shop.command('merge', { into: 'INC-1' }, 'INC-2');
    const mail = await ana().expectMail(/was merged into INC-1/);
    expect(mail.text).toMatch(/Queue slow/);
    expect(mail.text).toMatch(/Invoice database is DOWN/);
  });

  test('of what nobody was working on is named to whoever works on the other', async () => {
    await acknowledged('Checkout slow');
    await wait('PT1M');
    await monitor('trigger', 'Invoice database is DOWN', { alertname: 'Invoices' });
    await world.shop.command('merge', { into: 'INC-1' }, 'INC-2');
    await world.shop.harness.settle();
    await ana().expectMail(/“Invoice database is DOWN” \(P2\) was merged into INC-1/);
  });
});
