import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect, useMemo, useState } from 'react';
import { useOfferActions } from '../app/palette-actions.ts';
import { AlertsOfIncident } from '../detection/AlertsOfIncident.tsx';
import { escalationQuery } from '../escalation/api.ts';
import { useMay } from '../identity/may.ts';
import { meQuery } from '../identity/session.ts';
import { incidentRunbooksQuery } from '../runbooks/api.ts';
import { LaterSheet } from '../ui/LaterSheet.tsx';
import { Later, part } from '../ui/later.tsx';
import { Loaded, Loading, Section, useTitle } from '../ui/Page.tsx';
import { updatesQuery } from '../updates/api.ts';
import { Communication } from '../updates/Communication.tsx';
import { ActionBar } from './ActionBar.tsx';
import { type Incident, incidentQuery, timelineQuery } from './api.ts';
import { cardFrame } from './CardFrame.tsx';
import { commandsFor } from './command-list.ts';
import { IncidentHeader } from './IncidentHeader.tsx';
import { NextSteps, runCommand } from './NextSteps.tsx';
import { NoteBox } from './NoteBox.tsx';
import { People } from './people/People.tsx';
import { type SheetName, type SheetProps, sheetTitles } from './sheets.ts';
import { stayInSight } from './stay.ts';
import { Timeline } from './Timeline.tsx';
import './incident.css';

const route = getRouteApi('/app/incidents/$ref');
/** Not needed to act, so the page does not wait for it; without it (offline) the page is whole as well. */
const beside = part(async () => (await import('../investigation/Beside.tsx')).Beside);
const signals = part(async () => (await import('../investigation/Signals.tsx')).Signals);
const resolution = part(async () => (await import('../resolution/ResolutionCard.tsx')).ResolutionCard);
const runbooks = part(async () => (await import('../runbooks/RunbooksOfIncident.tsx')).RunbooksOfIncident);
const tasks = part(async () => (await import('../tasks/TasksOfIncident.tsx')).TasksOfIncident);
const review = part(async () => (await import('../reviews/ReviewOfIncident.tsx')).ReviewOfIncident);
const messages = part(
  async () => (await import('../communication/MessagesOfIncident.tsx')).MessagesOfIncident,
);
const drill = part(async () => (await import('../readiness/DrillBanner.tsx')).DrillBanner);
const published = part(async () => (await import('../statuspage/PublicOfIncident.tsx')).PublicOfIncident);
const related = part(async () => (await import('../reviews/RelatedIncidents.tsx')).RelatedIncidents);
const sheets = part<SheetProps>(async () => (await import('./IncidentSheets.tsx')).IncidentSheets);

/** As high as they are with nothing in them. */
const runbooksFrame = cardFrame('Runbooks', 156);
const tasksFrame = cardFrame('Tasks', 106);
const WAITING = { data: undefined, error: null, refetch: () => undefined };

/** One incident: what to do next, the people, what happened, on one calm screen. */
export function IncidentPage() {
  const { ref } = route.useParams();
  const navigate = route.useNavigate();
  const incident = useQuery(incidentQuery(ref));
  const reference = incident.data?.reference;
  useEffect(() => {
    // Alerts and mails link by id; the address shows the name that people say.
    if (reference && reference !== ref) void navigate({ params: { ref: reference }, replace: true });
  }, [reference, ref, navigate]);
  return (
    <div className="page page-wide">
      <Loaded query={incident} lines={8} page="Incident">
        {(data) => <Content key={data.reference} incident={data} />}
      </Loaded>
    </div>
  );
}

function Content({ incident }: { incident: Incident }) {
  useTitle(`${incident.reference} ${incident.title}`);
  const may = useMay('incidents:respond');
  const me = useQuery(meQuery).data?.id;
  const [sheet, setSheet] = useState<SheetName | null>(null);
  useOfferActions(
    useMemo(
      () =>
        (may ? commandsFor(incident, me) : []).map(({ label, hint, sheet, run }) => ({
          id: `incident-${label}`,
          label: `${label} (${incident.reference})`,
          keywords: hint,
          run: () => (sheet ? setSheet(sheet) : run ? void runCommand(incident, run) : undefined),
        })),
      [incident, may, me],
    ),
  );
  const timeline = useInfiniteQuery(timelineQuery(incident.reference));
  const escalation = useQuery(escalationQuery(incident.reference));
  const promise = useQuery(updatesQuery(incident.reference)).data?.promise ?? null;
  // The runbooks stand above the timeline, which waits for them: what is about to be pressed must not be pushed away.
  const guidance = useQuery(incidentRunbooksQuery(incident.reference));
  // The record waits for no second attempt.
  const isGuided = !guidance.isPending || guidance.failureCount > 0;
  const guides = may && incident.open ? runbooksFrame : () => null;
  const taskFrame = may ? tasksFrame : () => null;
  const resolutionCard = (
    <Later part={resolution} props={{ incident, may, open: setSheet }} frame={() => null} idle />
  );
  return (
    <>
      {incident.drill ? (
        <Later part={drill} props={{ reference: incident.reference }} frame={() => null} />
      ) : null}
      <IncidentHeader incident={incident} may={may} escalation={escalation.data} open={setSheet} />
      {may ? <ActionBar incident={incident} open={setSheet} /> : null}
      <div className="inc">
        <div className="inc-next stack" ref={stayInSight}>
          {incident.open ? null : resolutionCard}
          <NextSteps incident={incident} promise={promise} open={setSheet} may={may} />
          <Record incident={incident} />
          <Later part={tasks} props={{ reference: incident.reference, may }} frame={taskFrame} idle />
          {incident.open ? resolutionCard : null}
          <Later part={beside} props={{ reference: incident.reference, may }} frame={() => null} idle />
        </div>
        <div className="inc-people" data-waiting={escalation.isPending ? '' : undefined}>
          <Loaded query={escalation}>
            {(data) => <People incident={incident} escalation={data} open={setSheet} may={may} />}
          </Loaded>
        </div>
        <div className="inc-middle stack-l">
          {may ? <NoteBox reference={incident.reference} /> : null}
          {isGuided ? (
            <Later part={runbooks} props={{ incident, may }} frame={guides} idle />
          ) : (
            guides(<Loading lines={3} />)
          )}
          <Loaded query={isGuided ? timeline : WAITING}>
            {(data) => (
              <Timeline
                reference={incident.reference}
                may={may}
                entries={data.pages.flatMap((page) => page.items)}
                older={timeline.hasNextPage ? () => void timeline.fetchNextPage() : null}
              />
            )}
          </Loaded>
          <Later part={signals} props={{ reference: incident.reference, may }} frame={() => null} idle />
          <Later part={messages} props={{ reference: incident.reference }} frame={() => null} idle />
          <AlertsOfIncident incidentId={incident.id} />
        </div>
        <div className="inc-side stack">
          {incident.open ? null : (
            <Later part={review} props={{ reference: incident.reference }} frame={() => null} idle />
          )}
          <Communication incident={incident} may={may} open={setSheet} />
          <Later
            part={published}
            props={{ reference: incident.reference, open: incident.open }}
            frame={() => null}
            idle
          />
          <Later part={related} props={{ incident, may }} frame={() => null} idle />
        </div>
      </div>
      {sheet ? (
        <LaterSheet
          title={sheetTitles[sheet]}
          part={sheets}
          props={{ incident, sheet, open: setSheet, onClose: () => setSheet(null) }}
        />
      ) : null}
    </>
  );
}

function Record({ incident }: { incident: Incident }) {
  return (
    <Section title="Symptoms" className="card card-pad">
      <p className="breaks inc-symptoms" dir="auto">
        {incident.symptoms || <span className="muted">No symptoms added yet.</span>}
      </p>
    </Section>
  );
}
