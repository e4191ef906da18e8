import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Publishes one calendar at one secret path, as Google Calendar and Outlook do; any other path is not found. */
export class CalendarServer {
  /** What it answers: events of the calendar, a status, or nothing at all. */
  answer: readonly string[] | number | string | 'silent' = [];
  asked = 0;
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
    server.on('request', ({ url }, response) => {
      this.asked += 1;
      if (this.answer === 'silent') return;
      const status = url !== PATH ? 404 : typeof this.answer === 'number' ? this.answer : 200;
      response.writeHead(status, { 'content-type': 'text/calendar; charset=utf-8' });
      response.end(typeof this.answer === 'object' ? calendarOf(this.answer) : String(this.answer));
    });
  }

  static async start(): Promise<CalendarServer> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new CalendarServer(server);
  }

  get host(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  get url(): string {
    return `http://${this.host}${PATH}`;
  }

  /** Ends what waits for an answer. */
  hangUp(): void {
    this.#server.closeAllConnections();
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }
}

const PATH = '/calendar/ical/ana/private-5ecre7/basic.ics';

const calendarOf = (events: readonly string[]): string =>
  [
    ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Example//Calendar//EN'],
    ...events.flatMap((lines, index) => ['BEGIN:VEVENT', `UID:${index}@example.com`, lines, 'END:VEVENT']),
    'END:VCALENDAR',
  ].join('\r\n');
