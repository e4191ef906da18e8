import { useQuery } from '@tanstack/react-query';
import { EmptyState, ErrorState, Loading, Section } from '../ui/Page.tsx';
import { Time } from '../ui/Time.tsx';
import { isZone, viewerZone } from '../ui/time.ts';
import { previewQuery } from './api.ts';
import { inputOf, type RotationDraft } from './rotation-draft.ts';

const SHOWN = 5;

/** Next hand-overs as they would be, by the same rules that page. */
export function SchedulePreview(props: {
  scheduleId: string | null;
  zone: string;
  rotations: readonly RotationDraft[];
}) {
  const { scheduleId, zone, rotations } = props;
  const ready = rotations.length > 0 && rotations.every((rotation) => rotation.participants.length > 0);
  // A zone that is being typed is not worth a question, nor a red box.
  const known = [zone, ...rotations.map((rotation) => rotation.zone || zone)].every(isZone);
  const preview = useQuery({
    ...previewQuery({ ...(scheduleId ? { scheduleId } : {}), zone, rotations: rotations.map(inputOf) }),
    enabled: ready && known,
    retry: false,
  });
  const levels = [...new Set(preview.data?.stints.map((stint) => stint.level))].sort((a, b) => a - b);
  return (
    <Section title="Next hand-overs" className="card card-pad schedule-preview">
      {!ready ? (
        <EmptyState title="No preview yet">
          Add at least one person to every rotation to preview who would be on call.
        </EmptyState>
      ) : !known ? (
        <EmptyState title="Unknown time zone">Use a name such as Europe/Lisbon.</EmptyState>
      ) : preview.error ? (
        <ErrorState error={preview.error} />
      ) : preview.data === undefined ? (
        <Loading lines={4} />
      ) : (
        <div className="stack" aria-live="polite">
          {levels.map((level) => (
            <div key={level}>
              {levels.length > 1 ? <h3>Level {level}</h3> : null}
              <ol className="preview-turns">
                {preview.data.stints
                  .filter((stint) => stint.level === level)
                  .slice(0, SHOWN)
                  .map((stint, at, all) => (
                    <li key={stint.from}>
                      <span className="muted">{at === 0 ? 'Now' : <Time at={stint.from} />}</span>
                      <strong>
                        {stint.people.length > 0 ? (
                          stint.people.map((person) => person.name).join(', ')
                        ) : (
                          <NoOne until={all[at + 1]?.from} />
                        )}
                      </strong>
                    </li>
                  ))}
              </ol>
            </div>
          ))}
          <p className="small muted">
            Times are shown in your time zone ({viewerZone}) and include overrides. Past shifts do not change.
          </p>
        </div>
      )}
    </Section>
  );
}

/** A coverage gap, and its end where that is known: "Now: No one" alone reads as if the schedule did not work. */
function NoOne({ until }: { until: string | undefined }) {
  if (until === undefined) return 'No one on call';
  return (
    <>
      No one on call until <Time at={until} />
    </>
  );
}
