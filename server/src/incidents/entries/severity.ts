import { z } from 'zod';
import { type Severity, severity } from '../../policy/index.ts';
import { quoted } from '../words.ts';
import { answers, because, kind, text } from './kind.ts';

const word = (vendor: string | null, level: Severity): string =>
  vendor === null ? level : `${quoted(vendor)} (${level})`;

const changedData = z.strictObject({
  from: severity,
  to: severity,
  suggested: severity.nullable(),
  reason: text.nullable(),
  answers,
  /** False when a monitor or a merge raised it: a person is to look. */
  confirmed: z.boolean(),
  /** The monitor's word, when it was one. */
  severityWord: z.string().nullable(),
  /** The alert whose word it was. */
  title: text.optional(),
});

function changed(data: z.output<typeof changedData>, who: string): string {
  if (!data.confirmed && data.reason !== null)
    return `${data.from} became ${data.to}, unconfirmed${because(data.reason)}`;
  if (!data.confirmed) {
    const says = data.title === undefined ? `${who} now reports` : `${quoted(data.title)} is now`;
    return `${says} ${word(data.severityWord, data.to)}: ${data.from} became ${data.to}, unconfirmed`;
  }
  const against =
    data.suggested !== null && data.suggested !== data.to
      ? ` (the criteria suggested ${data.suggested})`
      : '';
  return `${who} changed the severity from ${data.from} to ${data.to}${against}${because(data.reason)}`;
}

export const ofSeverity = {
  severity_confirmed: kind({
    data: z.strictObject({ severity, answers, reason: text.nullable() }),
    tone: 'strong',
    sentence: (data, { who }) => `${who} confirmed ${data.severity}${because(data.reason)}`,
    changes: ({ severityConfirmedAt, criteriaAnswers }, data, { at }) => ({
      severityConfirmedAt: severityConfirmedAt ?? at,
      criteriaAnswers: { ...criteriaAnswers, ...data.answers },
    }),
    event: () => ({ type: 'incidents.severity_confirmed' }),
  }),
  severity_changed: kind({
    data: changedData,
    tone: 'strong',
    sentence: (data, { who }) => changed(data, who),
    changes: ({ severityConfirmedAt, criteriaAnswers }, data, { at }) => ({
      severity: data.to,
      severityConfirmedAt: data.confirmed ? (severityConfirmedAt ?? at) : null,
      criteriaAnswers: { ...criteriaAnswers, ...data.answers },
    }),
    event: ({ from, to }) => ({ type: 'incidents.severity_changed', from, to }),
  }),
  /** A monitor says it is worse than what a person has confirmed: shown, not obeyed. */
  severity_questioned: kind({
    data: z.strictObject({ severity, severityWord: z.string().nullable(), title: text.optional() }),
    tone: 'strong',
    sentence: ({ severity: level, severityWord, title }, { who }) => {
      const says = title === undefined ? `${who} now reports` : `${quoted(title)} is now`;
      return `${says} ${word(severityWord, level)}; the confirmed severity stays`;
    },
    changes: null,
    event: null,
  }),
};
