import { integrationOptions, type Signal } from '../../detection/index.ts';
import type { Result } from '../../kernel/index.ts';
import { parseWebhook } from '../webhook/parse.ts';

const NO_MAPPING = integrationOptions.webhook.parse({}).mapping;

/** Any JSON by the names that are usual, as the generic webhook reads it without a mapping. */
export const parseAnything = (body: unknown): Result<readonly Signal[], string> =>
  parseWebhook(body, NO_MAPPING);
