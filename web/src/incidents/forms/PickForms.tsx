import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { peopleQuery, systemsQuery } from '../../directory/api.ts';
import { Loaded } from '../../ui/Page.tsx';
import { CommandForm } from '../../ui/Sheet.tsx';
import { PickList } from '../../ui/Tick.tsx';
import { tell } from '../../ui/Toasts.tsx';
import { commands } from '../api.ts';
import type { FormProps } from '../sheets.ts';

function difference(before: readonly string[], after: readonly string[]) {
  return {
    add: after.filter((id) => !before.includes(id)),
    remove: before.filter((id) => !after.includes(id)),
  };
}

/** Adds and removes affected systems; the ladder is re-planned for their owners. */
export function SystemsForm({ incident, onClose }: FormProps) {
  const systems = useQuery(systemsQuery);
  const before = incident.systems.map((system) => system.id);
  const [picked, setPicked] = useState<string[]>(before);
  return (
    <CommandForm
      submit="Save"
      run={() => commands.changeSystems(incident.reference, difference(before, picked))}
      onDone={() => {
        tell('Affected systems updated.');
        onClose();
      }}
      onCancel={onClose}
    >
      {() => (
        <Loaded query={systems}>
          {(data) => (
            <PickList
              legend="Systems"
              choices={data.items.map((each) => ({ id: each.id, label: each.name, hint: each.team.name }))}
              picked={picked}
              onChange={setPicked}
              empty="No systems yet. Add systems under Organisation."
            />
          )}
        </Loaded>
      )}
    </CommandForm>
  );
}

/** What the change does, on the button that makes it. */
function respondersLabel({ add, remove }: { add: readonly string[]; remove: readonly string[] }): string {
  const people = (list: readonly string[]) => (list.length === 1 ? '1 person' : `${list.length} people`);
  if (add.length === 0) return remove.length === 0 ? 'No changes' : `Remove ${people(remove)}`;
  return `Page and add ${people(add)}${remove.length === 0 ? '' : `, remove ${people(remove)}`}`;
}

/** Adds and removes responders. Whoever is added is paged: they were asked for and do not know it yet. */
export function RespondersForm({ incident, onClose }: FormProps) {
  const people = useQuery(peopleQuery);
  const before = incident.responders.map((person) => person.id);
  const [picked, setPicked] = useState<string[]>(before);
  const change = difference(before, picked);
  return (
    <CommandForm
      submit={respondersLabel(change)}
      disabled={change.add.length + change.remove.length === 0}
      run={() => commands.changeResponders(incident.reference, change)}
      onDone={() => {
        tell(
          change.add.length === 0
            ? 'Responders updated.'
            : 'Responders updated. Added people are being paged.',
        );
        onClose();
      }}
      onCancel={onClose}
    >
      {() => (
        <>
          <p>Added people are paged by their contact rules until they acknowledge.</p>
          <Loaded query={people}>
            {(data) => (
              <PickList
                legend="People"
                choices={data.items
                  .filter((person) => person.active || before.includes(person.id))
                  .map((person) => ({
                    id: person.id,
                    label: person.name,
                    hint: person.teams.map((team) => team.name).join(', ') || person.email,
                  }))}
                picked={picked}
                onChange={setPicked}
              />
            )}
          </Loaded>
        </>
      )}
    </CommandForm>
  );
}
