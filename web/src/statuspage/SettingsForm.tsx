import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { FileNote } from '../ui/FileNote.tsx';
import { CommandForm } from '../ui/Sheet.tsx';
import { Tick } from '../ui/Tick.tsx';
import { tell } from '../ui/Toasts.tsx';
import { ZoneField } from '../ui/ZoneField.tsx';
import { type PageInput, type StatusPage, statusCommands } from './api.ts';

type Language = StatusPage['languages'][number];
const languages: Record<Language, string> = {
  en: 'English',
  de: 'German',
  es: 'Spanish',
  fr: 'French',
  pt: 'Portuguese',
};

/** A stored page as the API takes it. */
export const inputOf = ({ id: _, url: __, level: ___, components, ...page }: StatusPage): PageInput => ({
  ...page,
  downLevels: page.downLevels as NonNullable<PageInput['downLevels']>,
  components: components.map(({ level: ____, uptime: _____, ...component }) => component),
});

/** How the page is made: name, who may see it, languages, host. */
export function SettingsForm({ page, onClose }: { page: StatusPage | undefined; onClose: () => void }) {
  const queries = useQueryClient();
  const [name, setName] = useState(page?.name ?? '');
  const [intro, setIntro] = useState(page?.intro ?? '');
  const [visibility, setVisibility] = useState(page?.visibility ?? 'public');
  const [chosen, setChosen] = useState<readonly Language[]>(page?.languages ?? ['en']);
  const [timezone, setTimezone] = useState(page?.timezone ?? 'UTC');
  const [host, setHost] = useState(page?.host ?? '');
  const [website, setWebsite] = useState(page?.website ?? '');
  const [colour, setColour] = useState(page?.colour ?? '');
  const run = async () => {
    await statusCommands.put(page?.id ?? 'main', {
      ...(page ? inputOf(page) : {}),
      ...{ name: name.trim(), intro, visibility, languages: [...chosen], timezone: timezone.trim() },
      ...{ host: host.trim() || null, website: website.trim() || null, colour: colour.trim() || null },
    });
    await queries.invalidateQueries({ queryKey: ['status'] });
  };
  return (
    <CommandForm
      submit={page ? 'Save' : 'Create status page'}
      run={run}
      onDone={() => {
        tell('Saved.');
        onClose();
      }}
      onCancel={onClose}
    >
      {(errors) => (
        <>
          <TextInput
            label="Name"
            required
            withAsterisk={false}
            placeholder="Harbour Books status"
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            error={errors.name}
          />
          <Textarea
            label="Introduction"
            rows={2}
            value={intro}
            onChange={(event) => setIntro(event.currentTarget.value)}
            error={errors.intro}
          />
          <NativeSelect
            label="Visible to"
            data={[
              { value: 'public', label: 'Everyone' },
              { value: 'private', label: 'Signed-in people only' },
            ]}
            value={visibility}
            onChange={(event) => setVisibility(event.currentTarget.value as StatusPage['visibility'])}
            error={errors.visibility}
          />
          <LanguageFields chosen={chosen} onChange={setChosen} />
          <ZoneField
            description="Times and days on the page."
            value={timezone}
            onChange={setTimezone}
            error={errors.timezone}
          />
          <TextInput
            label="Host name"
            description="Optional, for example status.example.com. Point it at Tocsin; the page is at its root."
            value={host}
            onChange={(event) => setHost(event.currentTarget.value)}
            error={errors.host}
          />
          <TextInput
            label="Website"
            description="Optional: where the name at the top leads."
            value={website}
            onChange={(event) => setWebsite(event.currentTarget.value)}
            error={errors.website}
          />
          <TextInput
            label="Colour"
            description="Optional, for example #0a5c7a: the line at the top."
            value={colour}
            onChange={(event) => setColour(event.currentTarget.value)}
            error={errors.colour}
          />
          <FileNote section="status_pages" />
        </>
      )}
    </CommandForm>
  );
}

function LanguageFields(props: {
  chosen: readonly Language[];
  onChange: (chosen: readonly Language[]) => void;
}) {
  const { chosen, onChange } = props;
  const turn = (code: Language) =>
    onChange(chosen.includes(code) ? chosen.filter((each) => each !== code) : [...chosen, code]);
  return (
    <fieldset className="stack-s">
      <legend>Languages</legend>
      <p className="small muted">Updates are written in the first one: {languages[chosen[0] ?? 'en']}.</p>
      {(Object.keys(languages) as Language[]).map((code) => (
        <Tick
          key={code}
          type="checkbox"
          label={languages[code]}
          checked={chosen.includes(code)}
          onChange={() => turn(code)}
        />
      ))}
    </fieldset>
  );
}
