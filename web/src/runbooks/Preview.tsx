import { Prose, readMarkdown } from '../ui/Prose.tsx';
import type { Lint } from './api.ts';
import { StepText } from './StepText.tsx';

/** A runbook as it will be read; placeholders stand as they are, there being no incident. */
export function Preview({ runbook }: { runbook: NonNullable<Lint['preview']> }) {
  const titled = (id: string) => runbook.steps.find((each) => each.id === id)?.title ?? id;
  return (
    <div className="stack">
      {runbook.intro ? <Prose blocks={readMarkdown(runbook.intro)} /> : null}
      {runbook.steps.map((step, at) => (
        <section key={step.id} className="card card-pad" aria-label={step.title}>
          <div className="section-head">
            <h2>
              {at + 1}. {step.title}
            </h2>
            {step.optional ? <span className="chip">Optional</span> : null}
          </div>
          {step.checks.map(({ name, kind, text }) => (
            <p className="small muted" key={`${kind} ${text}`}>
              Tocsin runs the check “{name}” by itself.
            </p>
          ))}
          <StepText text={step.text} title={step.title} />
          {step.branches.map(({ text, to }) => (
            <p key={`${to}-${text}`}>
              <strong>{text}</strong>: go to “{titled(to)}”
            </p>
          ))}
        </section>
      ))}
    </div>
  );
}
