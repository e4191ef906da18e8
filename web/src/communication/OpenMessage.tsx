import { LaterSheet } from '../ui/LaterSheet.tsx';
import { part } from '../ui/later.tsx';

const content = part(async () => (await import('./MessageSheet.tsx')).MessageSheet);

/** The sheet of one message. */
export function OpenMessage(props: { id: string; onClose: () => void }) {
  return <LaterSheet title="Message" part={content} props={props} />;
}
