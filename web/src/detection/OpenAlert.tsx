import { LaterSheet } from '../ui/LaterSheet.tsx';
import { part } from '../ui/later.tsx';

const content = part(async () => (await import('./AlertSheet.tsx')).AlertSheet);

/** The sheet of one alert. */
export function OpenAlert(props: { id: string; onClose: () => void }) {
  return <LaterSheet title="Alert" part={content} props={props} />;
}
