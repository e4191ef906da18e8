import { Button } from '@mantine/core';
import { useState } from 'react';
import { useRoleName } from '../policy/api.ts';
import { StateBadge } from '../ui/Badges.tsx';
import { Sheet } from '../ui/Sheet.tsx';
import type { Holders, RoleHeld } from './api.ts';
import { RoleForm } from './RoleForm.tsx';

/** Roles with their holders and deputies; a role nobody holds is shown, because that is a gap. */
export function Roles(props: {
  roles: readonly string[];
  held: readonly RoleHeld[];
  section: string;
  mayWrite: boolean;
  save: (role: string, holders: Holders) => Promise<unknown>;
}) {
  const { held, mayWrite } = props;
  const roleName = useRoleName();
  const [editing, setEditing] = useState<string | null>(null);
  const roles = [...new Set([...props.roles, ...held.map((each) => each.role)])];
  return (
    <>
      <ul className="card list">
        {roles.map((role) => (
          <li key={role} className="list-row">
            <span className="grow">{roleName(role)}</span>
            <Held held={held.find((each) => each.role === role)} />
            {mayWrite ? (
              <Button size="xs" aria-label={`Edit ${roleName(role)}`} onClick={() => setEditing(role)}>
                {' '}
                Edit{' '}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      <Sheet
        title={editing ? roleName(editing) : ''}
        open={editing !== null}
        onClose={() => setEditing(null)}
      >
        {editing ? (
          <RoleForm
            held={held.find((each) => each.role === editing)}
            section={props.section}
            save={(holders) => props.save(editing, holders)}
            onClose={() => setEditing(null)}
          />
        ) : null}
      </Sheet>
    </>
  );
}

function Held({ held }: { held: RoleHeld | undefined }) {
  return (
    <span className="role-held">
      {held && held.holders.length > 0 ? (
        <strong>{held.holders.map((person) => person.name).join(', ')}</strong>
      ) : (
        <StateBadge tone="warn">Not assigned</StateBadge>
      )}
      {held && held.deputies.length > 0 ? (
        <span className="small muted sub">then {held.deputies.map((person) => person.name).join(', ')}</span>
      ) : null}
    </span>
  );
}
