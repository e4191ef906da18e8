import { roleName } from '../../escalation/words.ts';
import type { FormDraft } from './form-draft.ts';

/** What the draft calls each role; with its name in the text where two are called the same. */
export function roleTitles(draft: FormDraft): (role: string) => string {
  const roles = (draft.value(['roles']) ?? {}) as Record<string, { title?: unknown } | null>;
  const called = (role: string) => {
    const title = roles[role]?.title;
    return typeof title === 'string' && title.trim() !== '' ? title : roleName(role);
  };
  const titles = Object.keys(roles).map(called);
  return (role) => {
    const title = called(role);
    return titles.filter((each) => each === title).length > 1 ? `${title} (${role})` : title;
  };
}
