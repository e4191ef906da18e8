import { TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import { Icon } from './Icon.tsx';

/** A search that reports after a pause in typing, so that each letter does not become a request. */
export function SearchField(props: {
  label: string;
  placeholder: string;
  value: string;
  onChange: (words: string) => void;
}) {
  const { value, onChange } = props;
  const [words, setWords] = useState(value);
  // Words that come from elsewhere (a search by Ctrl-K, Back) are taken over; those that come back from here are older
  // than what is being typed.
  const [seen, setSeen] = useState({ value, sent: value });
  if (value !== seen.value) {
    const ours = value === seen.sent;
    setSeen({ value, sent: value });
    if (!ours) setWords(value);
  }
  useEffect(() => {
    if (words.trim() === value) return;
    const timer = setTimeout(() => {
      setSeen((old) => ({ ...old, sent: words.trim() }));
      onChange(words.trim());
    }, 250);
    return () => clearTimeout(timer);
  }, [words, value, onChange]);
  return (
    <TextInput
      type="search"
      aria-label={props.label}
      placeholder={props.placeholder}
      leftSection={<Icon name="search" size={17} />}
      value={words}
      onChange={(event) => setWords(event.currentTarget.value)}
    />
  );
}
