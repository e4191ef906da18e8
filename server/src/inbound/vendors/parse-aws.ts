import { LIMITS, type Signal } from '../../detection/index.ts';
import {
  defined,
  field,
  isObject,
  keyText,
  labels,
  link,
  links,
  parseJson,
  text,
  time,
  type Unknown,
} from '../read.ts';

/**
 * A message of Amazon SNS (protocols.md §1.8): its `Message` is a CloudWatch alarm as JSON in a string, or whatever
 * somebody publishes. A subscription must be confirmed by opening a link, which we never open by ourselves (anybody with
 * the key could make us call any address), so that is an alert that asks a person to. Undefined when it is none.
 * @param readInner reads JSON that a message carries; undefined when it says nothing
 */
export function parseSns(
  body: Unknown,
  readInner: (message: Unknown) => readonly Signal[] | undefined,
): readonly Signal[] | undefined {
  const topic = text(field(body, 'TopicArn'), LIMITS.labelValue);
  const type = field(body, 'Type');
  if (topic === undefined || typeof type !== 'string') return undefined;
  const name = topic.split(':').at(-1) ?? topic;
  const confirm = { topic, link: link(field(body, 'SubscribeURL'), 'Confirm the subscription') };
  if (type === 'SubscriptionConfirmation')
    return [aboutTopic(confirm, 'info', `Amazon SNS asks to confirm the subscription of ${name}`)];
  if (type === 'UnsubscribeConfirmation')
    return [aboutTopic(confirm, 'warning', `Amazon SNS no longer sends ${name} here`)];
  return type === 'Notification' ? notification(body, topic, readInner) : undefined;
}

function aboutTopic(
  about: { readonly topic: string; readonly link: Signal['links'][number] | undefined },
  severity: string,
  title: string,
): Signal {
  return {
    action: 'trigger',
    dedupKey: `sns:${severity}:${about.topic}`,
    title,
    description: 'Open the link to confirm that the topic may send alerts here.',
    severity,
    labels: { alertname: 'AmazonSNS', topic: about.topic },
    links: links([about.link]),
  };
}

function notification(
  body: Unknown,
  topic: string,
  readInner: (message: Unknown) => readonly Signal[] | undefined,
): readonly Signal[] {
  const message = field(body, 'Message');
  const inner = typeof message === 'string' ? parseJson(Buffer.from(message))?.value : message;
  if (isObject(inner)) {
    const read = readInner(inner);
    if (read !== undefined) return read;
  }
  const subject = text(field(body, 'Subject'), LIMITS.title);
  const words = text(message, LIMITS.description);
  const title = subject ?? text(words?.split('\n')[0], LIMITS.title) ?? `A message of ${topic}`;
  return [
    defined<Signal>({
      action: 'trigger',
      // The same at each retry; SNS sends again whatever was not answered in time.
      dedupKey: keyText(field(body, 'MessageId')) ?? title,
      title,
      description: words === title ? undefined : words,
      severity: undefined,
      source: undefined,
      labels: { alertname: title.slice(0, LIMITS.labelValue), topic },
      links: [],
      startsAt: time(field(body, 'Timestamp')),
      endsAt: undefined,
    }),
  ];
}

/** A CloudWatch alarm: as SNS carries it (raw delivery too), or as EventBridge does. Undefined when it is none. */
export function parseCloudWatch(body: Unknown): Signal | undefined {
  const detail = field(body, 'detail');
  const event = isObject(detail) && field(body, 'detail-type') === 'CloudWatch Alarm State Change';
  const state = event ? field(detail, 'state') : undefined;
  const said = event
    ? {
        name: field(detail, 'alarmName'),
        arn: Array.isArray(field(body, 'resources')) ? (field(body, 'resources') as unknown[])[0] : undefined,
        contributor: isObject(field(detail, 'alarmContributor'))
          ? field(field(detail, 'alarmContributor') as Unknown, 'id')
          : undefined,
        value: isObject(state) ? field(state, 'value') : undefined,
        reason: isObject(state) ? field(state, 'reason') : undefined,
        at: isObject(state) ? field(state, 'timestamp') : undefined,
        description: isObject(field(detail, 'configuration'))
          ? field(field(detail, 'configuration') as Unknown, 'description')
          : undefined,
        region: field(body, 'region'),
        account: field(body, 'account'),
      }
    : {
        name: field(body, 'AlarmName'),
        arn: field(body, 'AlarmArn'),
        contributor: field(body, 'AlarmContributorId'),
        value: field(body, 'NewStateValue'),
        reason: field(body, 'NewStateReason'),
        at: field(body, 'StateChangeTime'),
        description: field(body, 'AlarmDescription'),
        region: field(body, 'Region'),
        account: field(body, 'AWSAccountId'),
      };
  const name = text(said.name, LIMITS.title);
  const value = text(said.value, LIMITS.severity);
  if (name === undefined || value === undefined) return undefined;
  const over = value === 'OK';
  const contributor = keyText(said.contributor);
  const trigger = field(body, 'Trigger');
  return defined<Signal>({
    action: over ? 'resolve' : 'trigger',
    dedupKey: [keyText(said.arn) ?? name, ...(contributor === undefined ? [] : [contributor])].join('#'),
    title: value === 'INSUFFICIENT_DATA' ? `${name} has no data` : name,
    description:
      [text(said.description, LIMITS.description), text(said.reason, LIMITS.description)]
        .filter((part) => part !== undefined)
        .join('\n\n')
        .slice(0, LIMITS.description) || undefined,
    severity: undefined,
    source: undefined,
    labels: labels(
      { alertname: name, region: said.region, account: said.account },
      isObject(trigger)
        ? { metric: field(trigger, 'MetricName'), namespace: field(trigger, 'Namespace') }
        : undefined,
      isObject(trigger) ? dimensionsOf(trigger) : undefined,
    ),
    links: [],
    startsAt: over ? undefined : time(said.at),
    endsAt: over ? time(said.at) : undefined,
  });
}

/** `[{"name":"InstanceId","value":"i-1"}]` as labels. */
function dimensionsOf(trigger: Unknown): Unknown {
  const listed = field(trigger, 'Dimensions');
  const pairs = (Array.isArray(listed) ? listed : []).filter(isObject);
  return Object.fromEntries(
    pairs.map((pair) => [String(field(pair, 'name') ?? ''), field(pair, 'value')]).filter(([name]) => name),
  );
}
