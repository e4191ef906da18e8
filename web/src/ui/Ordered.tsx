import { ActionIcon } from '@mantine/core';
import { Icon, type IconName } from './Icon.tsx';

/** The list with the item at `from` moved to `to`; unchanged when there is no such place. */
export function moved<T>(items: readonly T[], from: number, to: number): T[] {
  const next = [...items];
  if (to < 0 || to >= next.length) return next;
  next.splice(to, 0, ...next.splice(from, 1));
  return next;
}

/** Earlier, later, away: for one item of an ordered list. Buttons, because dragging needs a mouse. */
export function OrderButtons(props: {
  name: string;
  at: number;
  count: number;
  onMove: (to: number) => void;
  onRemove: () => void;
}) {
  const { name, at, count } = props;
  return (
    <span className="order-buttons">
      <Mover name={`Move ${name} up`} icon="up" able={at > 0} onPress={() => props.onMove(at - 1)} />
      <Mover
        name={`Move ${name} down`}
        icon="down"
        able={at < count - 1}
        onPress={() => props.onMove(at + 1)}
      />
      <Mover name={`Remove ${name}`} icon="close" able onPress={props.onRemove} />
    </span>
  );
}

/** Not `disabled` at the end of the list: a button that disables itself under the finger throws the focus away. */
function Mover(props: { name: string; icon: IconName; able: boolean; onPress: () => void }) {
  return (
    <ActionIcon
      aria-label={props.name}
      aria-disabled={!props.able}
      onClick={() => {
        if (props.able) props.onPress();
      }}
    >
      <Icon name={props.icon} size={16} />
    </ActionIcon>
  );
}
