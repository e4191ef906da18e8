import { expect, test } from 'vitest';
import { Harness } from '../harness/index.ts';
import { organise, theShop } from '../harness/organisation.ts';

test('[ESC-3] a role that nobody holds is shown before it is needed', async () => {
  const harness = await Harness.start();
  const proof = (await harness.http('GET', '/api/v1/readiness/coverage?days=30')).body;
  expect(proof.from).toBe(harness.clock.now().toString());
  expect(proof.gaps).toContainEqual(
    expect.objectContaining({
      code: 'role_vacant',
      level: 'unreachable',
      role: 'cto',
      sentence: 'No one is assigned as CTO. No fallback.',
      suggestion: 'Assign a holder or a deputy.',
      affects: [
        { severity: 'P1', customerFacing: false },
        { severity: 'P1', customerFacing: true },
      ],
    }),
  );
  const { yaml } = (await harness.http('GET', '/api/v1/policy')).body;
  const without = yaml.replace('[product_owner, cto]', 'product_owner');
  const draft = (await harness.http('POST', '/api/v1/readiness/coverage', { yaml: without, days: 30 })).body;
  expect(draft.gaps.map(({ role }: { role: string }) => role)).not.toContain('cto');
  const broken = await harness.http('POST', '/api/v1/readiness/coverage', { yaml: 'title: x', days: 30 });
  expect(broken).toMatchObject({ status: 400, body: { code: 'policy_invalid' } });
  await harness.close();
});

test('[ESC-3] without a mail server the proof says, once and first, that nothing can leave', async () => {
  const harness = await Harness.start({ env: { SMTP_URL: '' } });
  await organise(harness, theShop);
  const { findings, gaps } = (await harness.http('GET', '/api/v1/readiness/coverage?days=30')).body;
  expect(findings[0]).toMatchObject({
    code: 'channel_not_set_up',
    level: 'unreachable',
    sentence: 'E-mail is not configured: no pages or notices can be sent.',
    suggestion: 'SMTP_URL is not set. Set it in Tocsin’s environment and restart.',
  });
  expect(findings.map(({ code }: { code: string }) => code)).toEqual(['channel_not_set_up', 'role_vacant']);
  expect(gaps.map(({ instead }: { instead: [] }) => instead.length)).not.toContain(1);
  await harness.close();
});

test('[ESC-3] whoever has only a telephone is not told: their stand-in is, as the proof says', async () => {
  const harness = await Harness.start();
  harness.othersMayWrite();
  const shop = await organise(harness, theShop);
  const methods = `/api/v1/people/${shop.idOf('mia')}/contact-methods`;
  const phone = { kind: 'phone', label: 'Mobile', address: '+4930901820' };
  const mia = (await harness.http('POST', methods, phone)).body;
  const mail = mia.contactMethods.find(({ kind }: { kind: string }) => kind === 'email');
  expect((await harness.http('DELETE', `${methods}/${mail.id}`)).status).toBeLessThan(300);
  const { gaps } = (await harness.http('GET', '/api/v1/readiness/coverage?days=1')).body;
  expect(gaps.map(({ sentence }: { sentence: string }) => sentence)).toContain(
    'Mia cannot be notified by any contact method. Instead: Theo.',
  );
  await harness.http('POST', '/api/v1/incidents', {
    title: 'Checkout is slow',
    severity: 'P1',
    severityReason: 'seen',
    systems: ['checkout'],
  });
  await shop.mailbox('theo').expectMail(/Checkout is slow/);
  await harness.close();
});
