import { Textarea } from '@mantine/core';
import type { FactName, Updates } from './api.ts';

/** What only people know. What the message needs and nobody has said yet is marked; the rest waits behind a word. */
export function FactFields(props: {
  facts: Updates['facts'];
  value: Partial<Record<FactName, string>>;
  missing: readonly string[];
  onChange: (value: Partial<Record<FactName, string>>) => void;
}) {
  const { value, missing } = props;
  const needed = new Set(missing);
  const open = props.facts.filter(({ name }) => needed.has(name)).length;
  return (
    <details className="upd-facts">
      <summary>
        Impact, plan and ETA
        {open > 0 ? <span className="chip">{open} not known yet</span> : null}
      </summary>
      <div className="form upd-fact-list">
        {props.facts.map(({ name, label }) => (
          <Textarea
            key={name}
            label={label.charAt(0).toUpperCase() + label.slice(1)}
            description={needed.has(name) ? 'Sent as not known yet' : undefined}
            rows={name === 'eta' ? 1 : 2}
            value={value[name] ?? ''}
            onChange={(event) => props.onChange({ ...value, [name]: event.currentTarget.value })}
          />
        ))}
      </div>
    </details>
  );
}
