import type { Envelope, MessageContent } from '../../communication/index.ts';
import { escapeHtml } from '../../kernel/index.ts';
import { banners, contactLine, contentsOf } from '../words.ts';
import { aboutReplies } from './render-text.ts';
import { mailSubject } from './subject.ts';

const withBreaks = (text: string): string => escapeHtml(text).replaceAll('\n', '<br>');

/**
 * The HTML part. One column, styles on the elements (many mail programs drop the rest), system fonts, nothing loaded
 * from elsewhere. Colours are chosen to stay legible when a program inverts them; those that honour the media query get
 * a dark page of our own.
 */
export function renderHtml(envelope: Envelope, repliesAreRead: boolean): string {
  const body = [
    ...banners({ ...envelope, late: undefined }).map((text) => banner(text, DRILL)),
    ...banners({ ...envelope, drill: false }).map((text) => banner(text, LATE)),
    contentsOf(envelope)
      .map((content) => contentHtml(content, content.kind === 'page'))
      .join('<hr style="border:0;border-top:1px solid #c9ced6;margin:24px 0">'),
  ].join('\n');
  return `<!doctype html>
<html lang="${escapeHtml(envelope.content.subscription?.language ?? 'en')}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">
<title>${escapeHtml(mailSubject(envelope))}</title>
<style>:root{color-scheme:light dark}@media (prefers-color-scheme:dark){.t-body{background:#0e1013!important;color:#eceef1!important}.t-label,.t-foot{color:#b3b9c3!important}.t-act{background:#eceef1!important;color:#15171c!important}.t-open{color:#eceef1!important;border-color:#717985!important}}</style>
</head><body class="t-body" style="margin:0;background:#ffffff;color:#15171c">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td align="center" style="padding:20px 16px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:560px;font-family:system-ui,-apple-system,'Segoe UI',Roboto,sans-serif;font-size:16px;line-height:1.5;text-align:left"><tr><td>
${body}
<p class="t-foot" style="margin:28px 0 0;color:#4b515d;font-size:13px">${footer(envelope, repliesAreRead)}</p>
</td></tr></table></td></tr></table></body></html>
`;
}

/** Colour means severity or state (web/src/ui/tokens.css): violet is a drill, amber a warning; all else is ink on paper. */
const DRILL = 'background:#6a41c0;color:#ffffff';
const LATE = 'background:#fcf4da;color:#15171c';

const banner = (text: string, look: string): string =>
  `<p style="margin:0 0 14px;padding:10px 14px;${look};border-radius:6px;font-weight:600">${escapeHtml(text)}</p>`;

function contentHtml(content: MessageContent, urgent: boolean): string {
  const size = urgent ? '22px' : '19px';
  const parts = [
    `<h1 style="margin:0 0 16px;font-size:${size};line-height:1.3;font-weight:650">${withBreaks(content.headline)}</h1>`,
    // Above the facts: at 03:00 on a phone the thumb finds it without scrolling.
    ...content.actions.filter(({ kind }) => kind === 'acknowledge').map(acknowledgeButton),
    factsHtml(content.facts),
    ...content.paragraphs.map((text) => `<p style="margin:0 0 14px">${withBreaks(text)}</p>`),
    ...(content.contact
      ? [
          `<p style="margin:0 0 14px"><b>Point of contact:</b> ${escapeHtml(contactLine(content.contact))}</p>`,
        ]
      : []),
    ...content.actions.filter(({ kind }) => kind === 'open').map(openLink),
  ];
  return parts.filter((part) => part !== '').join('\n');
}

function factsHtml(facts: MessageContent['facts']): string {
  if (facts.length === 0) return '';
  const rows = facts.map(
    ({ label, value }) =>
      `<tr><td class="t-label" valign="top" style="padding:3px 14px 3px 0;color:#4b515d;white-space:nowrap">${escapeHtml(label)}</td><td valign="top" style="padding:3px 0;overflow-wrap:anywhere;word-break:break-word">${withBreaks(value)}</td></tr>`,
  );
  return `<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin:0 0 16px;font-size:15px">${rows.join('')}</table>`;
}

const footer = (envelope: Envelope, repliesAreRead: boolean): string => {
  const { subscription } = envelope.content;
  return subscription === undefined
    ? `Sent by Tocsin. ${aboutReplies(envelope, repliesAreRead)}`
    : `${escapeHtml(subscription.footer)} <a href="${escapeHtml(subscription.unsubscribeUrl)}" style="color:inherit">${escapeHtml(subscription.unsubscribe)}</a>`;
};

const isWebLink = (url: string): boolean => /^https?:\/\//i.test(url);

const acknowledgeButton = ({ label, url }: MessageContent['actions'][number]): string =>
  isWebLink(url)
    ? `<p style="margin:0 0 20px"><a class="t-act" href="${escapeHtml(url)}" style="display:block;background:#15171c;color:#ffffff;text-align:center;text-decoration:none;font-weight:650;font-size:18px;padding:15px 18px;border-radius:8px">${escapeHtml(label)}</a></p>`
    : '';

const openLink = ({ label, url }: MessageContent['actions'][number]): string =>
  isWebLink(url)
    ? `<p style="margin:0 0 10px"><a class="t-open" href="${escapeHtml(url)}" style="display:inline-block;color:#15171c;text-decoration:none;font-weight:600;padding:10px 16px;border:1px solid #8a909b;border-radius:8px">${escapeHtml(label)}</a></p>`
    : '';
