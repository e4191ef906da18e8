import { TextInput } from '@mantine/core';
import { useId, useMemo } from 'react';

/** An IANA time zone, with the browser's own list to choose from. */
export function ZoneField(props: {
  label?: string;
  description?: string;
  value: string;
  onChange: (zone: string) => void;
  error?: string | undefined;
}) {
  const list = useId();
  const zones = useMemo(() => Intl.supportedValuesOf('timeZone'), []);
  return (
    <>
      <TextInput
        label={props.label ?? 'Time zone'}
        description={props.description ?? 'For example Europe/Lisbon.'}
        list={list}
        required
        withAsterisk={false}
        value={props.value}
        onChange={(event) => props.onChange(event.currentTarget.value)}
        error={props.error}
      />
      <datalist id={list}>
        {zones.map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
    </>
  );
}
