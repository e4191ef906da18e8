import { z } from 'zod';

const MOST = 2_000;

export const calendarBody = z.object({
  url: z
    .string()
    .trim()
    .max(MOST)
    // What "subscribe" copies: the same address, opened by a calendar.
    .transform((value) => value.replace(/^webcals?:\/\//i, 'https://'))
    .pipe(
      z.url({
        protocol: /^https?$/,
        error: 'Expected an address such as https://calendar.example.com/me.ics',
      }),
    )
    .describe(
      'Where the person’s free/busy times or published calendar are (iCalendar). It is never shown again',
    ),
});

export const calendarReply = z.object({
  calendar: z
    .object({
      host: z.string().describe('The address itself is never shown again'),
      readAt: z.string().nullable().describe('When it last answered; null: never'),
      problem: z.string().nullable().describe('Why the last attempt failed'),
    })
    .nullable(),
});
