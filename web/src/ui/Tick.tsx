import { TextInput } from '@mantine/core';
import { type ReactNode, useId, useState } from 'react';

/** A native checkbox or radio with a label as large as a thumb. */
export function Tick(props: {
  label: ReactNode;
  hint?: ReactNode;
  checked: boolean;
  onChange: (checked: boolean) => void;
  type?: 'checkbox' | 'radio';
  name?: string;
  boxed?: boolean;
  disabled?: boolean;
}) {
  return (
    <label className="tick" data-boxed={props.boxed ? '' : undefined}>
      <input
        type={props.type ?? 'checkbox'}
        name={props.name}
        checked={props.checked}
        disabled={props.disabled}
        onChange={(event) => props.onChange(event.currentTarget.checked)}
      />
      <span className="grow">
        {props.label}
        {props.hint ? <small>{props.hint}</small> : null}
      </span>
    </label>
  );
}

interface Choice {
  id: string;
  label: string;
  hint?: string | undefined;
}

interface PickProps {
  legend: string;
  /** What is said between the legend and the list. */
  about?: ReactNode;
  choices: readonly Choice[];
  empty?: string;
}

/** Several of many: a searchable list of native checkboxes, usable with a thumb and with a keyboard alike. */
export function PickList(
  props: PickProps & { picked: readonly string[]; onChange: (picked: string[]) => void },
) {
  const { picked, onChange, ...list } = props;
  return (
    <Picks
      {...list}
      picked={picked}
      onPick={(id, on) => onChange(on ? [...picked, id] : picked.filter((each) => each !== id))}
    />
  );
}

/** One of many: the same list with radio buttons. */
export function PickOne(props: PickProps & { picked: string; onChange: (picked: string) => void }) {
  const { picked, onChange, ...list } = props;
  const name = useId();
  return <Picks {...list} radio={name} picked={[picked]} onPick={onChange} />;
}

/** Fewer than this many are seen at once. */
const SEARCHED_FROM = 7;

function Picks(
  props: PickProps & {
    picked: readonly string[];
    onPick: (id: string, on: boolean) => void;
    /** The name of the group when only one may be picked. */
    radio?: string;
  },
) {
  const [search, setSearch] = useState('');
  const wanted = search.trim().toLowerCase();
  const shown = props.choices.filter(
    (choice) =>
      wanted === '' ||
      props.picked.includes(choice.id) ||
      `${choice.label} ${choice.hint ?? ''}`.toLowerCase().includes(wanted),
  );
  return (
    <fieldset>
      <legend>{props.legend}</legend>
      {props.about ? <p className="small muted pick-about">{props.about}</p> : null}
      {props.choices.length >= SEARCHED_FROM ? (
        <TextInput
          className="pick-search"
          type="search"
          aria-label={`Search in ${props.legend.toLowerCase()}`}
          placeholder="Search"
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
      ) : null}
      <div className="pick">
        {shown.length === 0 ? <p className="muted small">{props.empty ?? 'No results'}</p> : null}
        {shown.map((choice) => (
          <Tick
            key={choice.id}
            {...(props.radio ? { type: 'radio', name: props.radio } : {})}
            label={choice.label}
            hint={choice.hint}
            checked={props.picked.includes(choice.id)}
            onChange={(on) => props.onPick(choice.id, on)}
          />
        ))}
      </div>
    </fieldset>
  );
}

/** One of a few, shown side by side. */
export function Segments<T extends string>(props: {
  label: string;
  options: ReadonlyArray<{ id: T; label: ReactNode }>;
  value: T;
  /** While what was chosen is saved. Nothing can be chosen then, and the focus stays where it is: a disabled button would lose it. */
  busy?: boolean;
  onChange: (value: T) => void;
}) {
  return (
    <fieldset className="segments" aria-label={props.label} aria-busy={props.busy}>
      {props.options.map((option) => (
        <button
          key={option.id}
          type="button"
          aria-pressed={option.id === props.value}
          aria-disabled={props.busy}
          onClick={() => (props.busy ? undefined : props.onChange(option.id))}
        >
          {option.label}
        </button>
      ))}
    </fieldset>
  );
}
