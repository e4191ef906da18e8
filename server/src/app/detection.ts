import { createDetection, type Detection, type DetectionPorts } from '../detection/index.ts';
import type { Directory } from '../directory/index.ts';
import type { Incidents } from '../incidents/index.ts';
import type { Policies } from '../policy/index.ts';

type Parts = Omit<DetectionPorts, 'policy' | 'incidents'> & {
  readonly directory: Directory;
  readonly policies: Policies;
  /** Made after detection; asked for when something happens. */
  readonly incidents: () => Incidents;
};

/** Detection, wired to the policy in force and to what is made after it. */
export const wireDetection = ({ policies, incidents, ...ports }: Parts): Detection =>
  createDetection({
    ...ports,
    policy: async (reader) => (await policies.current(reader)).policy,
    incidents: (reader, ids) => incidents().states(reader, ids),
  });
