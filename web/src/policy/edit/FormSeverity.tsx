import { Section } from '../../ui/Page.tsx';
import { Field } from './Field.tsx';
import { FormCriteria } from './FormCriteria.tsx';
import { FormSteps } from './FormSteps.tsx';
import type { FormDraft } from './form-draft.ts';

/** One severity: what it is called, its targets, and who is told by when. */
export function FormSeverity({ draft, severity }: { draft: FormDraft; severity: string }) {
  const at = ['severities', severity];
  const duration = { draft, optional: true };
  return (
    <>
      <Section title={`${severity}: name and targets`}>
        <div className="policy-fields policy-targets">
          <Field draft={draft} path={[...at, 'name']} label="Name" />
          <Field
            {...duration}
            path={[...at, 'acknowledge_within']}
            label="Acknowledge within"
            placeholder="15m"
          />
          <Field {...duration} path={[...at, 'resolve_within']} label="Resolve within" placeholder="4h" />
          <Field
            {...duration}
            path={[...at, 'update_every']}
            label="Update every"
            placeholder="On change only"
          />
        </div>
      </Section>
      <FormSteps draft={draft} severity={severity} />
      <FormCriteria draft={draft} severity={severity} />
    </>
  );
}
