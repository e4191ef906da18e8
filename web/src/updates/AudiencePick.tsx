import type { Updates } from './api.ts';

/** Who is told, and how many that are. */
export function AudiencePick(props: {
  audiences: Updates['audiences'];
  value: readonly string[];
  onChange: (value: string[]) => void;
  error: string | undefined;
  /** The chat rooms that follow the incident: they hear of every update. */
  rooms: readonly string[];
}) {
  const { value } = props;
  const toggle = (id: string, on: boolean) =>
    props.onChange(on ? [...value, id] : value.filter((each) => each !== id));
  return (
    <fieldset>
      <legend>Who is told</legend>
      {props.audiences.map(({ id, name, count, external, refused }) => (
        <label key={id} className="tick">
          <input
            type="checkbox"
            checked={value.includes(id)}
            disabled={refused !== null && !value.includes(id)}
            onChange={(event) => toggle(id, event.currentTarget.checked)}
          />
          <span>
            {name.charAt(0).toUpperCase() + name.slice(1)} <span className="muted tnum">{count}</span>
            {external ? <span className="chip upd-outside">Outside the organisation</span> : null}
            {refused === null ? null : <small>{refused}</small>}
          </span>
        </label>
      ))}
      {props.rooms.length > 0 ? (
        <p className="small muted breaks">Also posted to {props.rooms.join(', ')}.</p>
      ) : null}
      {props.error ? <p className="field-error small">{props.error}</p> : null}
    </fieldset>
  );
}
