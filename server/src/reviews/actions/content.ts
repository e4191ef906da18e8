import type { MessageContent } from '../../communication/index.ts';
import { discretion, type Incident, referenceOf } from '../../incidents/index.ts';
import type { Told } from './decide-action.ts';
import { type Action, actionReference } from './model.ts';

interface ActionFacts {
  readonly incident: Incident;
  readonly actionsUrl: string;
  readonly ownerName: string;
}

/** To the owner before and after the deadline, then to their manager. */
export function actionContent(action: Action, what: Told, facts: ActionFacts): MessageContent {
  const { incident, actionsUrl, ownerName } = facts;
  const name = `${actionReference(action)} ${action.title}`;
  const words = {
    remind: {
      subject: 'Action due',
      headline: `Due ${action.dueOn}: ${action.title}`,
      body: 'If you need more time, move the deadline and say why.',
    },
    owner: {
      subject: 'Action overdue',
      headline: `Overdue since ${action.dueOn}: ${action.title}`,
      body: 'Finish it, move the deadline with a reason, or drop it.',
    },
    manager: {
      subject: 'Action overdue',
      headline: `Overdue since ${action.dueOn}: ${action.title}`,
      body: `The owner is ${ownerName}. You are receiving this as engineering manager. You will not be reminded again of this deadline.`,
    },
  }[what];
  return {
    kind: 'notice',
    subject: `${words.subject}: ${name}`,
    headline: words.headline,
    facts: [
      { label: 'Action', value: actionReference(action) },
      { label: 'Incident', value: `${referenceOf(incident.number)} ${incident.title}` },
      { label: 'Owner', value: ownerName },
      ...(action.dueOn === action.promisedOn ? [] : [{ label: 'First promised', value: action.promisedOn }]),
    ],
    paragraphs: [words.body],
    actions: [{ label: 'Open actions', url: actionsUrl, kind: 'open' }],
    thread: { id: incident.id, title: `${referenceOf(incident.number)} ${incident.title}` },
    ...discretion(incident),
  };
}
