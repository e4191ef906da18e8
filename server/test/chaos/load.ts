import { scheduler } from 'node:timers/promises';
import type { Mail } from '../fakes/mail-server.ts';
import { acknowledgePath } from '../harness/mailbox.ts';
import type { Fleet } from './fleet.ts';

/** The n-th alert of the load, each about something else, so that each needs a page of its own. */
export const alertName = (number: number): string => `Alert${String(number).padStart(5, '0')}x`;

const numberIn = (text: string): number | undefined => {
  const digits = /Alert(\d{5})x/.exec(text)?.[1];
  return digits === undefined ? undefined : Number(digits);
};

/** Alerts arriving without pause, and somebody who acknowledges every third page as soon as it is in their mailbox. */
export class Load {
  /** Alerts answered with 2xx: from then on their page is promised. */
  readonly accepted = new Set<number>();
  /** Pages in the mailbox, by alert. */
  readonly paged = new Map<number, Mail[]>();
  /** When the acknowledgement of an alert's incident was confirmed to whoever pressed the button. */
  readonly acknowledged = new Map<number, number>();
  readonly #fleet: Fleet;
  readonly #integrationKey: string;
  readonly #acknowledging: Promise<void>[] = [];
  readonly #acceptedAt = new Map<number, number>();
  readonly #pagedAt = new Map<number, number>();
  #stopped = false;
  #next = 0;

  constructor(fleet: Fleet, integrationKey: string) {
    this.#fleet = fleet;
    this.#integrationKey = integrationKey;
  }

  /** Sends alerts, so many at a time, until told to stop. Resolves when the last has been accepted. */
  async run(atATime: number, pauseMs: number): Promise<void> {
    const one = async () => {
      while (!this.#stopped) {
        this.#next += 1;
        await this.#send(this.#next);
        // The pace of the load, not a wait for anything: an alert storm is another test's business.
        await scheduler.wait(pauseMs);
      }
    };
    await Promise.all(Array.from({ length: atATime }, one));
  }

  stop(): void {
    this.#stopped = true;
  }

  /** For MailServer.onMail. */
  readonly arrived = (mail: Mail): void => {
    const number = numberIn(mail.subject) ?? numberIn(mail.text);
    if (number === undefined || !mail.text.includes('/a/')) return;
    this.paged.set(number, [...(this.paged.get(number) ?? []), mail]);
    if (!this.#pagedAt.has(number)) this.#pagedAt.set(number, performance.now());
    if (number % 3 === 0 && this.paged.get(number)?.length === 1)
      this.#acknowledging.push(this.#acknowledge(number, mail));
  };

  /**
   * What has become of it all.
   * @param lateMs a page that came later than this after its alert was accepted counts as late
   */
  count(lateMs: number) {
    const seconds = [...this.accepted].flatMap((number) => {
      const paged = this.#pagedAt.get(number);
      const accepted = this.#acceptedAt.get(number);
      return paged === undefined || accepted === undefined ? [] : [(paged - accepted) / 1_000];
    });
    return {
      accepted: this.accepted.size,
      lost: this.unpaged().length,
      late: seconds.filter((took) => took * 1_000 > lateMs).length,
      twice: [...this.paged.values()].filter(({ length }) => length > 1).length,
      slowest: `${Math.max(0, ...seconds).toFixed(1)} s`,
    };
  }

  /** Accepted, and no page in the mailbox. */
  unpaged(): number[] {
    return [...this.accepted].filter((number) => !this.paged.has(number));
  }

  async allAcknowledged(): Promise<void> {
    await Promise.all(this.#acknowledging);
  }

  async #send(number: number): Promise<void> {
    const labels = { alertname: alertName(number), severity: 'critical', instance: 'web1' };
    const alert = {
      status: 'firing',
      labels,
      annotations: { summary: `${alertName(number)} is failing` },
      startsAt: new Date().toISOString(),
      endsAt: '0001-01-01T00:00:00Z',
      fingerprint: alertName(number),
    };
    const reply = await this.#fleet.http(
      'POST',
      `/in/alertmanager/${this.#integrationKey}`,
      { version: '4', alerts: [alert] },
      { as: null },
    );
    if (reply.status !== 200) return;
    this.accepted.add(number);
    this.#acceptedAt.set(number, performance.now());
  }

  async #acknowledge(number: number, mail: Mail): Promise<void> {
    const reply = await this.#fleet.http('POST', acknowledgePath(mail), undefined, {
      as: null,
      redirect: 'manual',
    });
    if (reply.status === 303) this.acknowledged.set(number, Date.now());
  }
}
