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
            description="If no one acknowledges within this time, the next on-call level is paged. Minutes or hours, for example 5m."
            placeholder="5m"
          />
          <Field
            draft={draft}
            path={['paging', 'repeat_every']}
            label="Repeat every"
            description="After the last level, paging starts again at this interval. Minutes or hours, for example 5m."
            placeholder="5m"
          />
          <Field
            draft={draft}
            path={['paging', 'page_again_after_clear']}
            label="Page again after clear for"
            description="An alert that returns after being clear for this long pages on-call again, even if acknowledged. Minutes or hours, for example 10m."
            placeholder="Default: 10m"
            optional
          />
        </div>
        <fieldset>
          <legend>If no one acknowledges</legend>
          <div className="stack">
            <div className="stack-s">
              <p className="small muted">
                Who is notified if the last on-call level does not acknowledge either.
              </p>
              <FormRoles draft={draft} path={['paging', 'exhausted', 'notify']} />
            </div>
            <div className="policy-settings">
              <Choice
                draft={draft}
                path={['paging', 'exhausted', 'mode']}
                label="How"
                description="A page repeats until someone acknowledges; a notice is sent once."
                none="Page until acknowledged"
                usual="page"
                options={[{ value: 'inform', label: 'Notify once' }]}
              />
            </div>
          </div>
        </fieldset>
      </div>
    </Section>
  );
}
