import { NativeSelect } from '@mantine/core';
import { Icon } from '../../ui/Icon.tsx';
import type { FormDraft } from './form-draft.ts';
import { roleTitles } from './role-titles.ts';
import { rolesOf } from './step-words.ts';
import type { Path } from './yaml-edit.ts';

/** Who hears, as chips. One role is a word where the language takes a word (`oneAsWord`), otherwise a list of one. */
export function FormRoles({ draft, path, oneAsWord }: { draft: FormDraft; path: Path; oneAsWord?: boolean }) {
  const titleOf = roleTitles(draft);
  const roles = Object.keys((draft.value(['roles']) ?? {}) as object);
  const picked = rolesOf(draft.value(path));
  const write = (next: readonly string[]) =>
    draft.set(path, oneAsWord && next.length === 1 ? (next[0] ?? '') : next);
  return (
    <div>
      <div className="row">
        {picked.map((role) => (
          <span key={role} className="chip policy-role">
            {titleOf(role)}
            {picked.length > 1 ? (
              <button
                type="button"
                aria-label={`Do not notify ${titleOf(role)}`}
                onClick={() => write(picked.filter((each) => each !== role))}
              >
                <Icon name="close" size={14} />
              </button>
            ) : null}
          </span>
        ))}
        <NativeSelect
          size="xs"
          aria-label="Also notify"
          value=""
          data={[
            { value: '', label: 'Add role …' },
            ...roles
              .filter((role) => !picked.includes(role))
              .map((role) => ({ value: role, label: titleOf(role) })),
          ]}
          onChange={(event) => {
            if (event.currentTarget.value !== '') write([...picked, event.currentTarget.value]);
          }}
        />
      </div>
      {draft.error(path) ? <p className="small field-error">{draft.error(path)}</p> : null}
      {draft.warning(path) ? <p className="small muted">{draft.warning(path)}</p> : null}
    </div>
  );
}
