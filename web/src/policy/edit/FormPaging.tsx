import { Section } from '../../ui/Page.tsx';
import { Choice, Field } from './Field.tsx';
import { FormRoles } from './FormRoles.tsx';
import type { FormDraft } from './form-draft.ts';

/** How a page walks from the first person to the last, who hears when nobody answers, and when it begins anew. */
export function FormPaging({ draft }: { draft: FormDraft }) {
  return (
    <Section title="Paging">
      <div className="stack-l">
        <div className="policy-settings">
          <Field
            draft={draft}
            path={['paging', 'level_timeout']}
            label="Next level after"
            description="Without an answer for this long, the next on-call level is paged. Minutes or hours, such as 5m."
            placeholder="5m"
          />
          <Field
            draft={draft}
            path={['paging', 'repeat_every']}
            label="Repeat every"
            description="After the last level, the whole round starts again this often. Minutes or hours, such as 5m."
            placeholder="5m"
          />
          <Field
            draft={draft}
            path={['paging', 'page_again_after_clear']}
            label="Page again after clear for"
            description="An alert that returns after being clear for this long pages on-call again, even if somebody has acknowledged. Minutes or hours, such as 10m."
            placeholder="10m, as usual"
            optional
          />
        </div>
        <fieldset>
          <legend>When nobody answers</legend>
          <div className="stack">
            <div className="stack-s">
              <p className="small muted">Who hears when the last on-call level has not answered either.</p>
              <FormRoles draft={draft} path={['paging', 'exhausted', 'notify']} />
            </div>
            <div className="policy-settings">
              <Choice
                draft={draft}
                path={['paging', 'exhausted', 'mode']}
                label="How"
                description="A page is repeated until somebody acknowledges; a notice is sent once."
                none="Paged until somebody answers"
                usual="page"
                options={[{ value: 'inform', label: 'Told, no answer needed' }]}
              />
            </div>
          </div>
        </fieldset>
      </div>
    </Section>
  );
}
