import { Sheet } from '../ui/Sheet.tsx';
import { PublishForm } from './PublishForm.tsx';

type FormProps = Parameters<typeof PublishForm>[0];

/** Publishing in a sheet of its own. */
export function PublishSheet({ title, ...form }: FormProps & { title: string }) {
  return (
    <Sheet title={title} open onClose={form.onClose} wide>
      <PublishForm {...form} />
    </Sheet>
  );
}
