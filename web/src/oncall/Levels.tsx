import { Button } from '@mantine/core';
import { OrderButtons } from '../ui/Ordered.tsx';
import { type Choosable, RotationFields } from './RotationFields.tsx';
import { levelled, newRotation, type RotationDraft, swapLevels } from './rotation-draft.ts';

const MOST_LEVELS = 9;

/** The levels of a schedule, first paged first, each with its rotations. */
export function Levels(props: {
  drafts: readonly RotationDraft[];
  onChange: (drafts: RotationDraft[]) => void;
  people: readonly Choosable[];
  zone: string;
  errors: Record<string, string>;
}) {
  const { drafts, onChange } = props;
  const levels = [...new Set(drafts.map((draft) => draft.level))].sort((a, b) => a - b);
  return (
    <div className="stack">
      {levels.map((level, at) => (
        <section key={level} className="card card-pad level-edit" aria-label={`Level ${level}`}>
          <div className="section-head">
            <h2>
              {level === 1
                ? 'Level 1, paged first'
                : `Level ${level}, paged if level ${level - 1} does not acknowledge`}
            </h2>
            <OrderButtons
              name={`level ${level}`}
              at={at}
              count={levels.length}
              onMove={(to) => onChange(swapLevels(drafts, level, to + 1))}
              onRemove={() => onChange(levelled(drafts.filter((draft) => draft.level !== level)))}
            />
          </div>
          {drafts.map((draft, index) =>
            draft.level === level ? (
              <RotationFields
                key={draft.key}
                rotation={draft}
                people={props.people}
                zone={props.zone}
                errors={(field) => props.errors[`rotations.${index}.${field}`]}
                onChange={(changed) =>
                  onChange(drafts.map((each) => (each.key === draft.key ? changed : each)))
                }
                onRemove={() => onChange(levelled(drafts.filter((each) => each.key !== draft.key)))}
              />
            ) : null,
          )}
          <Button
            className="level-add"
            size="xs"
            aria-label={`Add rotation to level ${level}`}
            onClick={() => onChange([...drafts, newRotation(level)])}
          >
            Add rotation
          </Button>
        </section>
      ))}
      {levels.length < MOST_LEVELS ? (
        <div>
          <Button onClick={() => onChange([...drafts, newRotation(levels.length + 1)])}>Add level</Button>
        </div>
      ) : null}
    </div>
  );
}
