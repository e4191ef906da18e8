import type { TaskGroup } from '../jobs/index.ts';
import { deliver } from './deliver.ts';
import type { DeliveryDeps } from './deps.ts';
import { deliverTask, messageOfKey, SUBSCRIBER_CHANNELS } from './tasks.ts';
import { withdraw, withdrawTask } from './withdraw.ts';

/** Few: they are never the ones somebody waits for, and each takes its share of processor and database. */
const FOR_SUBSCRIBERS = 2;

/** One group of workers per channel, so that a provider that takes 20 s to answer holds up its own messages only. */
export const deliveryTasks = (deps: DeliveryDeps): TaskGroup[] => [
  ...[...deps.channels.values()].flatMap(({ kind, concurrency }) => [
    group(deps, deliverTask(kind, 'notice'), concurrency),
    ...(SUBSCRIBER_CHANNELS.includes(kind)
      ? [group(deps, deliverTask(kind, 'subscriber'), FOR_SUBSCRIBERS)]
      : []),
  ]),
  ...withdrawalTasks(deps),
];

const group = (deps: DeliveryDeps, name: string, concurrency: number): TaskGroup => ({
  name,
  concurrency,
  tasks: {
    [name]: async ({ key }, attempt) => {
      if (typeof key === 'string') await deliver(deps, messageOfKey(key), attempt > 1);
    },
  },
});

/** Of their own as well: what is taken back never holds up what is to be sent. */
const withdrawalTasks = (deps: DeliveryDeps): TaskGroup[] =>
  [...deps.channels.values()]
    .filter((channel) => channel.withdraw !== undefined)
    .map(
      ({ kind }): TaskGroup => ({
        name: withdrawTask(kind),
        concurrency: 2,
        tasks: {
          [withdrawTask(kind)]: async ({ key }) => {
            if (typeof key === 'string') await withdraw(deps, key);
          },
        },
      }),
    );
