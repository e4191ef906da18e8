import type { Reader } from '../platform/db/index.ts';
import { createQuestionLinks, createQuestions, createResolution } from '../resolution/index.ts';
import { incidentUrl } from './escalation.ts';
import type { Services } from './services.ts';

type Parts = Pick<
  Services,
  'communication' | 'detection' | 'directory' | 'escalation' | 'policies' | 'statusPages' | 'updates'
> &
  Omit<
    Parameters<typeof createResolution>[0],
    'holders' | 'firing' | 'resolutionSentAt' | 'published' | 'reviewScheduled' | 'links' | 'incidentUrl'
  > & {
    readonly secret: string;
    readonly publicUrl: string;
    /** The reviews are made after it, and come after it in the runbook. */
    readonly later: () => Pick<Services, 'reviews'>;
  };

/** From the fix to a closed incident, wired to those who know whether it is over and who can say so. */
export function wireResolution(parts: Parts): Pick<Services, 'resolution' | 'questions'> {
  const { detection, escalation, statusPages, updates } = parts;
  const ports = {
    ...parts,
    holders: escalation.holders.bind(escalation),
    firing: async (reader: Reader, incidentId: string, limit: number) =>
      (await detection.alertsOf(reader, { incidentId, status: 'firing' }, limit)).map(({ title }) => title),
    resolutionSentAt: updates.resolutionSentAt.bind(updates),
    published: statusPages.phasesOf.bind(statusPages),
    reviewScheduled: (reader: Reader, incidentId: string) =>
      parts.later().reviews.isScheduled(reader, incidentId),
    links: createQuestionLinks(parts),
    incidentUrl: incidentUrl(parts.publicUrl),
  };
  const resolution = createResolution(ports);
  return { resolution, questions: createQuestions(ports, resolution) };
}
