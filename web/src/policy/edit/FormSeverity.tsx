import { Section } from '../../ui/Page.tsx';
import { Field } from './Field.tsx';
import { FormSteps } from './FormSteps.tsx';
import type { FormDraft } from './form-draft.ts';

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** One severity: what it is called, its targets, and who is told by when. */
export function FormSeverity({ draft, severity }: { draft: FormDraft; severity: string }) {
  const at = ['severities', severity];
  const criteria = list(draft.value([...at, 'criteria']));
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
      <Section title={`${severity}: criteria`}>
        <div className="policy-criteria">
          {criteria.map((_, index) => (
            <fieldset
              // The place is what the text has of it, too.
              key={`${severity}-criterion-${String(index)}`}
              className="policy-fields policy-pairs"
              aria-label={`Criterion ${index + 1}`}
            >
              <Field draft={draft} path={[...at, 'criteria', index, 'text']} label="Criterion" />
              <Field draft={draft} path={[...at, 'criteria', index, 'question']} label="Asked as" />
            </fieldset>
          ))}
        </div>
      </Section>
    </>
  );
}
