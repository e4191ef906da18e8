import { Button } from '@mantine/core';
import type { Problem } from '../plan.ts';

/** Always in sight: whether the draft can be published, and the ways to keep it. */
export function PublishBar(props: {
  problems: readonly Problem[];
  changed: boolean;
  blocked: boolean;
  /** The text has been looked at and nothing stands in its way. */
  publishable: boolean;
  /** What the other button says; undefined when there is nothing to save. */
  save: { label: string; disabled: boolean; run: () => void };
  onPublish: () => void;
  onProblems: () => void;
}) {
  const { problems, changed, blocked, save } = props;
  const errors = problems.filter(({ level }) => level === 'error').length;
  const standing = blocked
    ? 'The draft has changed since you opened it. See above.'
    : changed
      ? 'Ready to publish.'
      : 'No changes yet.';
  return (
    <section className="publish-bar" aria-label="Publish">
      <p className="small grow" role="status">
        {errors > 0 && !blocked ? (
          <button type="button" className="plain" onClick={props.onProblems}>
            {errors === 1 ? '1 error blocks publishing' : `${errors} errors block publishing`}
          </button>
        ) : (
          standing
        )}
      </p>
      <div className="row">
        <Button disabled={save.disabled} onClick={save.run}>
          {save.label}
        </Button>
        <Button
          variant="filled"
          disabled={!props.publishable || !changed || blocked}
          onClick={props.onPublish}
        >
          Publish
        </Button>
      </div>
    </section>
  );
}
