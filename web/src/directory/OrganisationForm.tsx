import { NativeSelect, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { FileNote } from '../ui/FileNote.tsx';
import { CommandForm } from '../ui/Sheet.tsx';
import { tell } from '../ui/Toasts.tsx';
import { ZoneField } from '../ui/ZoneField.tsx';
import { type Organisation, organisationCommands, teamsQuery } from './api.ts';
import { NameField } from './PersonFields.tsx';

/** Name, zone, public holidays and default team of the organisation. */
export function OrganisationForm(props: { organisation: Organisation; onClose: () => void }) {
  const { organisation, onClose } = props;
  const queries = useQueryClient();
  const teams = useQuery(teamsQuery);
  const [name, setName] = useState(organisation.name);
  const [timezone, setTimezone] = useState(organisation.timezone);
  const [country, setCountry] = useState(organisation.calendarCountry ?? '');
  const [region, setRegion] = useState(organisation.calendarRegion ?? '');
  const [team, setTeam] = useState(organisation.defaultTeam ?? '');
  return (
    <CommandForm
      submit="Save"
      run={async () => {
        await organisationCommands.update({
          name: name.trim(),
          timezone: timezone.trim(),
          calendarCountry: country.trim().toUpperCase() || null,
          calendarRegion: region.trim().toUpperCase() || null,
          defaultTeam: team || null,
        });
        await queries.invalidateQueries({ queryKey: ['directory'] });
      }}
      onDone={() => {
        tell('Saved.');
        onClose();
      }}
      onCancel={onClose}
    >
      {(errors) => (
        <>
          <NameField value={name} onChange={setName} error={errors.name} />
          <ZoneField
            description="Business days in the escalation matrix use this time zone."
            value={timezone}
            onChange={setTimezone}
            error={errors.timezone}
          />
          <TextInput
            label="Public holidays (country)"
            description="Two-letter code, for example DE. Leave empty for no public holidays."
            maxLength={2}
            value={country}
            onChange={(event) => setCountry(event.currentTarget.value)}
            error={errors.calendarCountry}
          />
          <TextInput
            label="Region"
            description="Optional, for example BE for Berlin."
            value={region}
            onChange={(event) => setRegion(event.currentTarget.value)}
            error={errors.calendarRegion}
          />
          <NativeSelect
            label="Default team for alerts"
            data={[
              { value: '', label: 'First team in alphabetical order of IDs' },
              ...(teams.data?.items ?? []).map((each) => ({ value: each.id, label: each.name })),
            ]}
            value={team}
            onChange={(event) => setTeam(event.currentTarget.value)}
            error={errors.defaultTeam}
          />
          <FileNote section="organisation" />
        </>
      )}
    </CommandForm>
  );
}
