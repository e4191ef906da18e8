/**
 * Alerts of a drill come from an integration of this name, which no monitor can have: ids of integrations have no colon.
 * A label would not do, because whoever can send an alert can send labels, and a real alert marked as a drill pages nobody.
 */
const PREFIX = 'drill:';

/** The drill that raised an alert; null for a real one. */
export const drillIdOf = (integrationId: string): string | null =>
  integrationId.startsWith(PREFIX) ? integrationId.slice(PREFIX.length) : null;

export const drillIntegration = (drillId: string): string => `${PREFIX}${drillId}`;

const KEY = '[{"drill":';

/** Whether a group is that of a drill: its key begins as no other can. */
export const isOfDrill = ({ key }: { readonly key: string }): boolean => key.startsWith(KEY);
