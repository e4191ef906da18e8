import { type HeartbeatSettings, INTERVAL_UNITS, LIMITS } from '../../detection/index.ts';
import { err, ok, type Result } from '../../kernel/index.ts';
import { defined, field, isObject, text, type Unknown } from '../read.ts';
import { priorityOf, readTags } from './parse.ts';

const LONGEST_NAME = 200;
/** Of any unit: some ten years of days. */
const LONGEST_INTERVAL = 4_000;

type Faults = Readonly<Record<string, string>>;

export const heartbeatName = (value: unknown): string | undefined => text(value, LONGEST_NAME);

/** The settings that a body names; the others stay. @returns what is wrong, by field */
export function parseHeartbeat(body: Unknown): Result<Partial<HeartbeatSettings>, Faults> {
  const faults: Record<string, string> = {};
  const has = (name: string): boolean => field(body, name) !== undefined && field(body, name) !== null;
  const interval = field(body, 'interval');
  const isCount = Number.isInteger(interval) && Number(interval) >= 1 && Number(interval) <= LONGEST_INTERVAL;
  if (has('interval') && !isCount) faults.interval = `Interval should be from 1 to ${LONGEST_INTERVAL}.`;
  const word = text(field(body, 'intervalUnit'), 20)?.toLowerCase();
  const unit = INTERVAL_UNITS.find((each) => each === word);
  if (has('intervalUnit') && unit === undefined)
    faults.intervalUnit = `Interval unit should be one of ${INTERVAL_UNITS.join(', ')}.`;
  const enabled = field(body, 'enabled');
  if (has('enabled') && typeof enabled !== 'boolean') faults.enabled = 'Enabled should be true or false.';
  if (Object.keys(faults).length > 0) return err(faults);
  const team = field(body, 'ownerTeam');
  return ok(
    defined<Partial<HeartbeatSettings>>({
      description: has('description')
        ? (text(field(body, 'description'), LIMITS.description) ?? '')
        : undefined,
      interval: isCount ? Number(interval) : undefined,
      unit,
      enabled: typeof enabled === 'boolean' ? enabled : undefined,
      ownerTeam: isObject(team) ? text(field(team, 'name') ?? field(team, 'id'), LIMITS.source) : undefined,
      alertMessage: text(field(body, 'alertMessage'), LIMITS.title),
      alertTags: has('alertTags') ? readTags(field(body, 'alertTags')) : undefined,
      alertPriority: priorityOf(field(body, 'alertPriority')),
    }),
  );
}

/** A whole heartbeat: name, interval and unit must be there. */
export function parseNewHeartbeat(
  body: Unknown,
): Result<{ readonly name: string; readonly settings: HeartbeatSettings }, Faults> {
  const read = parseHeartbeat(body);
  if (!read.ok) return read;
  const name = heartbeatName(field(body, 'name'));
  const { interval, unit } = read.value;
  const faults = {
    ...(name === undefined ? { name: 'Name can not be empty.' } : {}),
    ...(interval === undefined ? { interval: 'Interval can not be empty.' } : {}),
    ...(unit === undefined ? { intervalUnit: 'Interval unit can not be empty.' } : {}),
  };
  if (name === undefined || interval === undefined || unit === undefined) return err(faults);
  return ok({
    name,
    settings: {
      ...{ description: '', enabled: true, ownerTeam: null, alertMessage: null, alertTags: [] },
      alertPriority: 'P3',
      ...{ ...read.value, interval, unit },
    },
  });
}
