import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { CommandForm } from '../ui/Sheet.tsx';
import { Tick } from '../ui/Tick.tsx';
import { tell } from '../ui/Toasts.tsx';
import { ZoneField } from '../ui/ZoneField.tsx';
import { type AccountRole, type PersonDetail, peopleCommands } from './api.ts';
import { EmailField, NameField, RoleField } from './PersonFields.tsx';

/** Changes a person. Oneself changes name and zone only; the rest needs `directory:write` (`full`). */
export function PersonForm(props: { person: PersonDetail; full: boolean; onClose: () => void }) {
  const { person, full, onClose } = props;
  const queries = useQueryClient();
  const [name, setName] = useState(person.name);
  const [email, setEmail] = useState(person.email);
  const [timezone, setTimezone] = useState(person.timezone);
  const [role, setRole] = useState<AccountRole>(person.role);
  const [active, setActive] = useState(person.active);
  const run = async () => {
    await peopleCommands.update(person.id, {
      ...(name.trim() !== person.name ? { name: name.trim() } : {}),
      ...(timezone.trim() !== person.timezone ? { timezone: timezone.trim() } : {}),
      ...(email.trim() !== person.email ? { email: email.trim() } : {}),
      ...(role !== person.role ? { role } : {}),
      ...(active !== person.active ? { active } : {}),
    });
    await queries.invalidateQueries({ queryKey: ['directory'] });
    await queries.invalidateQueries({ queryKey: ['me'] });
  };
  return (
    <CommandForm
      submit="Save"
      run={run}
      onDone={() => {
        tell('Saved.');
        onClose();
      }}
      onCancel={onClose}
    >
      {(errors) => (
        <>
          <NameField value={name} onChange={setName} error={errors.name} />
          <ZoneField value={timezone} onChange={setTimezone} error={errors.timezone} />
          {full ? (
            <>
              <EmailField value={email} onChange={setEmail} error={errors.email} />
              <RoleField value={role} onChange={setRole} error={errors.role} />
              <Tick
                boxed
                label="Active"
                hint="Deactivated people are never paged or notified and can’t sign in. Their history is kept."
                checked={active}
                onChange={setActive}
              />
            </>
          ) : null}
        </>
      )}
    </CommandForm>
  );
}
