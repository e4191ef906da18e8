import { canonicalJson, type Json } from '@tocsin/kernel';
import { parsePolicySource } from './parse.ts';

/** What runs, without how it is written: comments and order of keys make no difference. A faulty text means itself. */
export function meaningOf(yaml: string): string {
  const parsed = parsePolicySource(yaml);
  return parsed.ok ? canonicalJson(JSON.parse(JSON.stringify(parsed.value.policy)) as Json) : yaml;
}
