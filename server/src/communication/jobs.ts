import type { TaskGroup } from '../jobs/index.ts';
import { deliver } from './deliver.ts';
import type { DeliveryDeps } from './deps.ts';
import { deliverTask, messageOfKey } from './tasks.ts';

/** One group of workers per channel, so that a provider that takes 20 s to answer holds up its own messages only. */
export const deliveryTasks = (deps: DeliveryDeps): TaskGroup[] =>
  [...deps.channels.values()].map((channel) => ({
    name: deliverTask(channel.kind),
    concurrency: channel.concurrency,
    tasks: {
      [deliverTask(channel.kind)]: async ({ key }, attempt) => {
        if (typeof key === 'string') await deliver(deps, messageOfKey(key), attempt > 1);
      },
    },
  }));
