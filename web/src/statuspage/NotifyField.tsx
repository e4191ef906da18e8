import { Tick } from '../ui/Tick.tsx';

/** Asked each time, with no answer chosen beforehand: neither to tell thousands nor to keep silent is a default. */
export function NotifyField({
  value,
  onChange,
}: {
  value: boolean | null;
  onChange: (notify: boolean) => void;
}) {
  return (
    <fieldset className="stack-s">
      <legend>Notify subscribers?</legend>
      <Tick
        type="radio"
        name="notify"
        boxed
        label="Notify subscribers"
        checked={value === true}
        onChange={() => onChange(true)}
      />
      <Tick
        type="radio"
        name="notify"
        boxed
        label="Only update the page"
        checked={value === false}
        onChange={() => onChange(false)}
      />
    </fieldset>
  );
}
