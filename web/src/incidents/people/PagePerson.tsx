import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { pageByHand } from '../../escalation/api.ts';
import { attempt } from '../../ui/Toasts.tsx';

/** Pages somebody by name, again or for the first time. */
export function PagePerson(props: {
  reference: string;
  person: { id: string; name: string };
  again: boolean;
}) {
  const { reference, person, again } = props;
  const queries = useQueryClient();
  const page = async () => {
    await pageByHand(reference, { kind: 'person', personId: person.id });
    await queries.invalidateQueries({ queryKey: ['incident', reference] });
  };
  return (
    <Button size="xs" onClick={() => void attempt(page, `Paging ${person.name}${again ? ' again' : ''}.`)}>
      {again ? 'Page again' : 'Page'}
      <span className="sr-only">: {person.name}</span>
    </Button>
  );
}
