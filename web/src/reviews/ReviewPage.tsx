import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useContext, useState } from 'react';
import { useMay } from '../identity/may.ts';
import { incidentQuery } from '../incidents/api.ts';
import { StateBadge } from '../ui/Badges.tsx';
import { EmptyState, Initials, Loaded, PageHeader, Section } from '../ui/Page.tsx';
import { Sheet } from '../ui/Sheet.tsx';
import { HoverZone, Time } from '../ui/Time.tsx';
import { tell, tellFailure } from '../ui/Toasts.tsx';
import { viewerZone } from '../ui/time.ts';
import { type Life, type Review, reviewCommands, reviewQuery } from './api.ts';
import { Clocks } from './Clocks.tsx';
import { Checks, Evidence } from './Evidence.tsx';
import { ExternalReport } from './ExternalReport.tsx';
import { Input } from './Input.tsx';
import { EndForm, HeldForm, ParticipantsForm, WaiveForm } from './LifeForms.tsx';
import { MeetingForm } from './MeetingForm.tsx';
import { ReportPage } from './ReportPage.tsx';
import { Measures, Narrative, ReportHead, Texts } from './ReportParts.tsx';
import { Actions } from './ReviewActions.tsx';
import { reportQuery } from './report-api.ts';
import { Tags } from './Tags.tsx';
import { REASONS } from './words.ts';
import './reviews.css';

const route = getRouteApi('/app/incidents/$ref/review');

type Open = 'meeting' | 'waive' | 'held' | 'end' | 'participants';
const TITLES: Record<Open, string> = {
  meeting: 'Schedule review',
  waive: 'Waive review',
  held: 'Record as held',
  end: 'Correct end time',
  participants: 'Participants',
};

/** The review of one incident: by when, with whom, and what comes of it. */
export function ReviewPage() {
  const { ref } = route.useParams();
  const review = useQuery(reviewQuery(ref));
  const incident = useQuery(incidentQuery(ref)).data;
  return (
    <div className="page page-wide">
      <Loaded query={review} lines={8} page="Review">
        {(data) => (
          <>
            <PageHeader
              title={`Review of ${data.reference}`}
              lead={
                <>
                  <Link to="/incidents/$ref" params={{ ref: data.reference }} dir="auto">
                    {incident?.title ?? data.reference}
                  </Link>
                  <ZonesShown />
                </>
              }
            />
            {data.review === null || data.review.status !== 'open' ? <NotOpen review={data} /> : null}
            {data.review === null ? null : (
              // By incident: what was typed for one is never shown at another.
              <Content key={data.reference} review={data} life={data.review} />
            )}
          </>
        )}
      </Loaded>
    </div>
  );
}

/** The report is one document for everybody, so it has the organisation's times; the rest of the page has the viewer's. */
function ZonesShown() {
  const zone = useContext(HoverZone);
  if (zone === null) return null;
  return (
    <span className="muted">
      {' '}
      · {zone === viewerZone ? `Times in ${zone}` : `Report in ${zone}, other times in ${viewerZone}`}
    </span>
  );
}

/** Why there is no review to be held, and what can be done about it. */
function NotOpen({ review }: { review: Review }) {
  const may = useMay('incidents:respond');
  const queries = useQueryClient();
  const status = review.review?.status;
  if (status === 'published') return null;
  if (status === 'joined')
    return (
      <EmptyState title="This review is part of another">
        The incident was merged
        {review.mergedInto === null ? null : (
          <>
            {' '}
            into{' '}
            <Link to="/incidents/$ref/review" params={{ ref: review.mergedInto }}>
              {review.mergedInto}
            </Link>
          </>
        )}
        . What was written here stays readable.
      </EmptyState>
    );
  if (status === 'stopped')
    return (
      <EmptyState title="On hold: the incident was reopened">
        The deadlines start again when it is resolved. What was written stays.
      </EmptyState>
    );
  const request = () =>
    reviewCommands
      .request(review.reference)
      .then((after) => queries.setQueryData(reviewQuery(review.reference).queryKey, after))
      .catch(tellFailure);
  const waived = review.review?.waived ?? null;
  return (
    <EmptyState
      title={waived === null ? 'No review yet' : `Waived by ${waived.by}`}
      action={may ? <Button onClick={() => void request()}>Ask for a review</Button> : null}
    >
      {waived === null
        ? 'The policy does not ask for one at this severity. Anyone who responds can.'
        : waived.reason}
    </EmptyState>
  );
}

function Content({ review, life }: { review: Review; life: Life }) {
  const may = useMay('incidents:respond') && (life.status === 'open' || life.status === 'published');
  const queries = useQueryClient();
  const [open, setOpen] = useState<Open | null>(null);
  const done = (words: string) => {
    tell(words);
    setOpen(null);
    void queries.invalidateQueries({ queryKey: ['reviews'] });
  };
  const forms = { review, life, onDone: done };
  return (
    <>
      <div className="rev">
        <div className="stack-l rev-main">
          <Section title="Deadlines" className="card card-pad">
            <Clocks clocks={life.clocks} />
            <p className="small muted rev-hint">
              Counted from the end of the incident, <Time at={life.endedAt} />.{' '}
              {may ? (
                <button type="button" className="plain small" onClick={() => setOpen('end')}>
                  Correct
                </button>
              ) : null}
            </p>
          </Section>
          <Report reference={review.reference} may={may} />
        </div>
        <div className="stack-l rev-side">
          <Section title="Meeting" className="card card-pad">
            <Meeting review={review} life={life} may={may} open={setOpen} />
          </Section>
          <Participants review={review} may={may} open={setOpen} />
          <Section title="Tags" className="card card-pad">
            <Tags reference={review.reference} may={may} />
          </Section>
        </div>
      </div>
      <Sheet title={open === null ? '' : TITLES[open]} open={open !== null} onClose={() => setOpen(null)}>
        {open === 'meeting' ? <MeetingForm {...forms} /> : null}
        {open === 'waive' ? <WaiveForm {...forms} /> : null}
        {open === 'held' ? <HeldForm {...forms} /> : null}
        {open === 'end' ? <EndForm {...forms} /> : null}
        {open === 'participants' ? <ParticipantsForm {...forms} /> : null}
      </Sheet>
    </>
  );
}

/** The report: what is required, what people write, what the record says. */
function Report({ reference, may }: { reference: string; may: boolean }) {
  const report = useQuery(reportQuery(reference));
  return (
    <Loaded query={report} lines={6}>
      {(data) => (
        <>
          <ReportHead data={data} reference={reference} may={may} />
          {data.versions.length === 0 ? null : <ReportPage reference={reference} may={may} />}
          {data.versions.length === 0 ? null : <ExternalReport reference={reference} may={may} />}
          <Section title="In people’s words" className="card card-pad">
            <Texts data={data} reference={reference} may={may} ids={WRITTEN} />
          </Section>
          <Actions reference={reference} data={data} may={may} />
          <Narrative report={data.report} reference={reference} may={may} />
          <Evidence report={data.report} reference={reference} />
          <Checks report={data.report} reference={reference} />
          <Measures report={data.report} />
          <Input report={data.report} reference={reference} />
        </>
      )}
    </Loaded>
  );
}

const WRITTEN = ['summary', 'root_cause', 'five_whys', 'impact', 'resolution', 'lessons'] as const;

function Meeting(props: { review: Review; life: Life; may: boolean; open: (open: Open) => void }) {
  const { life, may, open } = props;
  const { meeting, facilitator, heldAt } = life;
  const live = may && life.status === 'open';
  return (
    <>
      {meeting === null ? (
        <p className="muted">{heldAt === null ? 'No date yet.' : 'Held without an invitation.'}</p>
      ) : (
        <p>
          <strong>
            <Time at={meeting.startsAt} />
          </strong>
          , {meeting.minutes} minutes
          {meeting.place === '' ? null : (
            <span className="sub breaks">
              <Place place={meeting.place} />
            </span>
          )}
        </p>
      )}
      <p className="small muted">
        {facilitator === null ? 'No facilitator yet.' : `Facilitator: ${facilitator.name}`}
      </p>
      {heldAt === null ? null : (
        <StateBadge tone="ok">
          Held <Time at={heldAt} />
        </StateBadge>
      )}
      <div className="row rev-acts">
        {live ? (
          <Button size="xs" component={Link} to={`/incidents/${props.review.reference}/review/meeting`}>
            Run the meeting
          </Button>
        ) : null}
        {live && heldAt === null ? (
          <Button size="xs" variant={meeting === null ? 'filled' : 'default'} onClick={() => open('meeting')}>
            {meeting === null ? 'Schedule' : 'Move'}
          </Button>
        ) : null}
        {live && heldAt === null ? (
          <Button size="xs" onClick={() => open('held')}>
            Record as held
          </Button>
        ) : null}
        {meeting === null ? null : (
          <Button
            size="xs"
            variant="subtle"
            component="a"
            href={`/api/v1/incidents/${props.review.reference}/review/meeting.ics`}
            download
          >
            Download .ics
          </Button>
        )}
        {live ? (
          <Button size="xs" variant="subtle" onClick={() => open('waive')}>
            Waive
          </Button>
        ) : null}
      </div>
    </>
  );
}

function Place({ place }: { place: string }) {
  if (!/^https?:\/\/\S+$/.test(place)) return place;
  return (
    <a href={place} rel="noreferrer noopener" target="_blank">
      {place}
    </a>
  );
}

const ANSWERS = { accepted: 'Accepted', declined: 'Declined', tentative: 'Tentative' } as const;

/** Who was there counts more than what they answered before. */
const attendance = (attended: boolean | null, answer: keyof typeof ANSWERS | null): string => {
  if (attended !== null) return attended ? 'Attended' : 'Absent';
  return answer === null ? '' : ANSWERS[answer];
};

function Participants(props: { review: Review; may: boolean; open: (open: Open) => void }) {
  const { participants } = props.review;
  return (
    <Section
      title="Participants"
      className="card card-pad"
      aside={
        props.may ? (
          <Button size="xs" aria-label="Edit participants" onClick={() => props.open('participants')}>
            Edit
          </Button>
        ) : null
      }
    >
      <ul className="stack people rev-people">
        {participants.map(({ id, name, reasons, attended, answer }) => (
          <li key={id} className="row">
            <Initials name={name} />
            <span className="grow">
              {name}
              <span className="small muted sub">
                {reasons.map((reason) => REASONS[reason] ?? reason).join(', ')}
              </span>
            </span>
            <span className="small muted">{attendance(attended, answer)}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
