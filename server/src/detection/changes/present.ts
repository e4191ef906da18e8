import type { z } from 'zod';
import type { StoredChange } from './model.ts';
import type { changeReply } from './model-api.ts';

export const presentChange = ({ recordedBy: _, ...change }: StoredChange): z.input<typeof changeReply> => ({
  ...change,
  links: change.links.map((link) => ({ ...link })),
  happenedAt: change.happenedAt.toString(),
});
