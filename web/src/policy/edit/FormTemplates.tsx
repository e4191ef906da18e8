import { Section } from '../../ui/Page.tsx';
import { schemasAt } from './complete.ts';
import { Field, LongField } from './Field.tsx';
import type { FormDraft } from './form-draft.ts';

const kinds = [
  ['initial', 'First notification'],
  ['update', 'Update'],
  ['resolution', 'Resolution'],
] as const;

/** The three messages to stakeholders, each with the fields it may use. */
export function FormTemplates({ draft }: { draft: FormDraft }) {
  return (
    <>
      {kinds.map(([kind, title]) => {
        const body = ['templates', kind, 'body'];
        const fields = schemasAt(draft.schema, body).flatMap((node) => node['x-fields'] ?? []);
        return (
          <Section key={kind} title={title}>
            <div className="stack">
              <Field
                draft={draft}
                path={['templates', kind, 'subject']}
                label={`Subject of ${title.toLowerCase()}`}
              />
              <LongField draft={draft} path={body} label={`Text of ${title.toLowerCase()}`} />
              <details>
                <summary>Available fields</summary>
                <p className="policy-field-list small">
                  {fields.map(({ name, label }) => (
                    <span key={name}>
                      <code>{`{{ ${name} }}`}</code> {label}
                      <br />
                    </span>
                  ))}
                </p>
              </details>
            </div>
          </Section>
        );
      })}
    </>
  );
}
