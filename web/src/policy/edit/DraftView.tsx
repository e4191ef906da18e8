import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Later, part } from '../../ui/later.tsx';
import { Loaded } from '../../ui/Page.tsx';
import { type Problem, policySchemaQuery } from '../plan.ts';

const codeEditor = part(async () => (await import('./CodeEditor.tsx')).CodeEditor);
const policyForm = part(async () => (await import('./PolicyForm.tsx')).PolicyForm);

const plain = (inside: ReactNode) => inside;

/** The draft as a form or as a text; what each needs is loaded when it is shown. */
export function DraftView(props: {
  view: 'form' | 'text';
  label: string;
  text: string;
  onChange: (text: string) => void;
  problems: readonly Problem[];
  /** Whether the problems are those of exactly this text. */
  current: boolean;
  goTo: { line: number } | undefined;
  onText: () => void;
}) {
  const schema = useQuery(policySchemaQuery);
  const { text, onChange, problems } = props;
  if (props.view === 'text') {
    const { label, goTo } = props;
    const known = { schema: schema.data, problems: props.current ? problems : undefined };
    return (
      <Later
        key="text"
        part={codeEditor}
        frame={plain}
        props={{ label, value: text, onChange, goTo, ...known }}
      />
    );
  }
  return (
    <Loaded query={schema} lines={8}>
      {(known) => (
        <Later
          key="form"
          part={policyForm}
          frame={plain}
          props={{ text, onChange, problems, schema: known, onText: props.onText }}
        />
      )}
    </Loaded>
  );
}
