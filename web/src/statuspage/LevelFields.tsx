import { NativeSelect } from '@mantine/core';
import type { Level, StatusPage } from './api.ts';
import { levelWords } from './words.ts';

const levels = Object.keys(levelWords) as Level[];

/** How each component is from now on; those left alone stay as they are. */
export function LevelFields(props: {
  legend: string;
  page: StatusPage;
  levels: Readonly<Record<string, Level>>;
  onChange: (levels: Record<string, Level>) => void;
}) {
  const { page, onChange } = props;
  const set = (id: string, level: string) => {
    const { [id]: _, ...others } = props.levels;
    onChange(level === '' ? others : { ...others, [id]: level as Level });
  };
  return (
    <fieldset className="stack-s">
      <legend>{props.legend}</legend>
      {page.components.map(({ id, name, level }) => (
        <NativeSelect
          key={id}
          label={name}
          data={[
            { value: '', label: `Unchanged (${levelWords[level].toLowerCase()})` },
            ...levels.map((each) => ({ value: each, label: levelWords[each] })),
          ]}
          value={props.levels[id] ?? ''}
          onChange={(event) => set(id, event.currentTarget.value)}
        />
      ))}
    </fieldset>
  );
}
