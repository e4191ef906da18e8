import type { TaskGroup } from '../jobs/index.ts';
import { deliver } from './deliver.ts';
import type { DeliveryDeps } from './deps.ts';
import { deliverTask, messageOfKey } from './tasks.ts';
import { withdraw, withdrawTask } from './withdraw.ts';

/** One group of workers per channel, so that a provider that takes 20 s to answer holds up its own messages only. */
export const deliveryTasks = (deps: DeliveryDeps): TaskGroup[] => [
  ...[...deps.channels.values()].map(
    (channel): TaskGroup => ({
      name: deliverTask(channel.kind),
      concurrency: channel.concurrency,
      tasks: {
        [deliverTask(channel.kind)]: async ({ key }, attempt) => {
          if (typeof key === 'string') await deliver(deps, messageOfKey(key), attempt > 1);
        },
      },
    }),
  ),
  ...withdrawalTasks(deps),
];

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
