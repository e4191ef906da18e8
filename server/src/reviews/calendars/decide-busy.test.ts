import { expect, test } from 'vitest';
import { busyIn } from './decide-busy.ts';

const FROM = Date.parse('2031-03-24T00:00:00Z');
const UNTIL = Date.parse('2031-04-07T00:00:00Z');
const whose = { zone: 'Europe/Berlin', email: 'ana@example.com', from: FROM, until: UNTIL };
const calendar = (...lines: string[]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Test//EN', ...lines, 'END:VCALENDAR'].join('\r\n');
const event = (uid: string, ...lines: string[]) => ['BEGIN:VEVENT', `UID:${uid}`, ...lines, 'END:VEVENT'];
const busy = (...lines: string[]) =>
  busyIn(calendar(...lines), whose).spans.map((span) =>
    span.map((time) => new Date(time).toISOString().slice(0, 16)).join(' '),
  );

test('a free/busy answer: periods by their end and by their length; what is free is free, and nothing is known after its end', () => {
  const text = calendar(
    ...['BEGIN:VFREEBUSY', 'DTSTART:20310324T000000Z', 'DTEND:20310331T000000Z'],
    'FREEBUSY;FBTYPE=BUSY:20310325T090000Z/20310325T100000Z,20310325T100000Z/PT30M',
    'FREEBUSY;FBTYPE=BUSY-TENTATIVE:20310326T090000Z/20310326T100000Z',
    'FREEBUSY;FBTYPE=FREE:20310327T090000Z/20310327T100000Z',
    'END:VFREEBUSY',
  );
  expect(busyIn(text, whose)).toEqual({
    spans: [
      [Date.parse('2031-03-25T09:00Z'), Date.parse('2031-03-25T10:30Z')],
      [Date.parse('2031-03-26T09:00Z'), Date.parse('2031-03-26T10:00Z')],
    ],
    until: Date.parse('2031-03-31T00:00:00Z'),
  });
});

test('what repeats, across summer time, without those taken out, moved or called off', () => {
  expect(
    busy(
      ...event(
        ...(['weekly', 'DTSTART;TZID=Europe/Berlin:20210104T140000'] as const),
        ...['DTEND;TZID=Europe/Berlin:20210104T150000', 'RRULE:FREQ=WEEKLY;BYDAY=MO,TU'],
        'EXDATE;TZID=Europe/Berlin:20310325T140000',
      ),
      ...event(
        ...(['weekly', 'RECURRENCE-ID;TZID=Europe/Berlin:20310331T140000'] as const),
        ...['DTSTART;TZID=Europe/Berlin:20310331T160000', 'DURATION:PT30M'],
      ),
      ...event(
        ...(['weekly', 'RECURRENCE-ID;TZID=Europe/Berlin:20310401T140000', 'STATUS:CANCELLED'] as const),
        ...['DTSTART;TZID=Europe/Berlin:20310401T140000', 'DURATION:PT1H'],
      ),
    ),
  ).toEqual(['2031-03-24T13:00 2031-03-24T14:00', '2031-03-31T14:00 2031-03-31T14:30']);
});

test('whole days by the owner’s zone; free, cancelled and declined ones are free; overlaps are one', () => {
  expect(
    busy(
      ...event('holiday', 'DTSTART;VALUE=DATE:20310329', 'DTEND;VALUE=DATE:20310331'),
      ...event('birthday', 'DTSTART;VALUE=DATE:20310325', 'TRANSP:TRANSPARENT'),
      ...event('outlook', 'DTSTART;VALUE=DATE:20310326', 'X-MICROSOFT-CDO-BUSYSTATUS:FREE'),
      ...event(
        'no',
        'DTSTART:20310327T090000Z',
        'DURATION:PT1H',
        'ATTENDEE;PARTSTAT=DECLINED:mailto:Ana@example.com',
      ),
      ...event(
        'other',
        'DTSTART:20310328T090000Z',
        'DURATION:PT1H',
        'ATTENDEE;PARTSTAT=DECLINED:mailto:ben@example.com',
      ),
      ...event('floating', 'DTSTART:20310328T103000', 'DTEND:20310328T120000'),
    ),
  ).toEqual(['2031-03-28T09:00 2031-03-28T11:00', '2031-03-28T23:00 2031-03-30T22:00']);
});

test('a zone that only the file explains is read from there; one that nobody explains is the owner’s', () => {
  const zone = [
    ...['BEGIN:VTIMEZONE', 'TZID:Customised Time Zone', 'BEGIN:STANDARD', 'DTSTART:16010101T000000'],
    ...['TZOFFSETFROM:-0500', 'TZOFFSETTO:-0500', 'END:STANDARD', 'END:VTIMEZONE'],
  ];
  expect(
    busy(
      ...zone,
      ...event('a', 'DTSTART;TZID=Customised Time Zone:20310325T090000', 'DURATION:PT1H'),
      ...event('b', 'DTSTART;TZID=Nobody knows:20310326T090000', 'DURATION:PT1H'),
    ),
  ).toEqual(['2031-03-25T14:00 2031-03-25T15:00', '2031-03-26T08:00 2031-03-26T09:00']);
});

test('what is no calendar is none, and an event that makes no sense takes no other with it', () => {
  for (const text of [
    '',
    '<html>Sign in</html>',
    'BEGIN:VCALENDAR\r\nBEGIN:VEVENT',
    'BEGIN:VCARD\r\nEND:VCARD',
  ])
    expect(() => busyIn(text, whose)).toThrow();
  expect(
    busy(
      ...event('nothing'),
      ...event('backwards', 'DTSTART:20310325T090000Z', 'DTEND:20310325T080000Z'),
      ...event('nowhen', 'DTSTART:20319999T990000Z', 'DURATION:PT1H'),
      ...event('secondly', 'DTSTART:20310325T090000Z', 'DTEND:20310325T090000Z', 'RRULE:FREQ=SECONDLY'),
      ...event(
        'senseless',
        'DTSTART:20310325T090000Z',
        'DURATION:PT1H',
        'RRULE:FREQ=MONTHLY;BYDAY=5MO;BYMONTHDAY=1',
      ),
      ...event('good', 'DTSTART:20310326T090000Z', 'DURATION:PT1H'),
    ),
  ).toEqual(['2031-03-26T09:00 2031-03-26T10:00']);
});
