import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useMay } from '../identity/may.ts';
import { useNow } from '../ui/clock.ts';
import { Loaded, PageHeader, Section } from '../ui/Page.tsx';
import { runningClock } from '../ui/time.ts';
import { Axis } from './Axis.tsx';
import { type Review, reviewQuery } from './api.ts';
import { Evidence } from './Evidence.tsx';
import { Said } from './Input.tsx';
import { Measures, Texts } from './ReportParts.tsx';
import { Actions } from './ReviewActions.tsx';
import { type ReportReply, reportQuery } from './report-api.ts';
import './reviews.css';
import './facilitate.css';

const route = getRouteApi('/app/incidents/$ref/review/meeting');

type Item = Review['agenda'][number];

/** The agenda with its timeboxes, and the material of the section that is talked about: for a shared screen, and for a phone. */
export function FacilitatePage() {
  const { ref } = route.useParams();
  const review = useQuery(reviewQuery(ref));
  const report = useQuery(reportQuery(ref));
  return (
    <div className="page page-wide fac">
      <Loaded query={review} lines={8} page="Review">
        {(life) => (
          <>
            <PageHeader
              title={`Review of ${life.reference}`}
              lead="What happened and why, not who. Everything typed here is in the report."
              actions={
                <Link to="/incidents/$ref/review" params={{ ref: life.reference }}>
                  Leave the meeting
                </Link>
              }
            />
            <Loaded query={report} lines={8}>
              {(data) => <Meeting key={life.reference} review={life} data={data} />}
            </Loaded>
          </>
        )}
      </Loaded>
    </div>
  );
}

/** Seconds that were talked of each section before it was left, and since when the present one is. */
interface Running {
  readonly index: number;
  readonly since: number | null;
  readonly spent: readonly number[];
}

function Meeting({ review, data }: { review: Review; data: ReportReply }) {
  const may = useMay('incidents:respond');
  const { agenda } = review;
  const now = useNow();
  const [running, setRunning] = useState<Running>({ index: 0, since: null, spent: agenda.map(() => 0) });
  const spentOf = (index: number): number =>
    (running.spent[index] ?? 0) +
    (index === running.index && running.since !== null ? Math.max(0, now - running.since) : 0);
  const goTo = (index: number) =>
    setRunning({
      index,
      since: running.since === null ? null : now,
      spent: agenda.map((_, each) => spentOf(each)),
    });
  const item = agenda[running.index];
  return (
    <div className="fac-grid">
      <nav aria-label="Agenda" className="fac-agenda card">
        <ol>
          {agenda.map(({ id, title, minutes }, index) => (
            <li key={id}>
              <button
                type="button"
                aria-current={index === running.index ? 'step' : undefined}
                onClick={() => goTo(index)}
              >
                <span>{title}</span>
                <Timebox spent={spentOf(index)} minutes={minutes} />
              </button>
            </li>
          ))}
        </ol>
        <div className="row fac-acts">
          <Button
            size="xs"
            variant="filled"
            onClick={() =>
              setRunning({
                ...running,
                spent: agenda.map((_, each) => spentOf(each)),
                since: running.since === null ? now : null,
              })
            }
          >
            {running.since === null ? 'Start the clock' : 'Pause'}
          </Button>
          {running.index < agenda.length - 1 ? (
            <Button size="xs" onClick={() => goTo(running.index + 1)}>
              Next
            </Button>
          ) : null}
        </div>
      </nav>
      {item === undefined ? null : (
        <div className="stack-l fac-main">
          <Section title={item.title}>
            <ul className="fac-points">
              {item.items.map((point) => (
                <li key={point}>{point}</li>
              ))}
            </ul>
          </Section>
          <Material item={item} data={data} reference={review.reference} may={may} />
        </div>
      )}
    </div>
  );
}

function Timebox({ spent, minutes }: { spent: number; minutes: number }) {
  const over = spent > minutes * 60;
  return (
    <span className="fac-time tnum" data-over={over ? '' : undefined}>
      {spent > 0 ? `${runningClock(spent)} of ` : ''}
      {minutes} min{over ? ', over' : ''}
    </span>
  );
}

/** What the record has for a section of the agenda, and what is written in it. */
function Material(props: { item: Item; data: ReportReply; reference: string; may: boolean }) {
  const { item, data, reference, may } = props;
  const { report } = data;
  const texts = { data, reference, may };
  switch (item.id) {
    case 'timeline':
      return (
        <>
          <Axis report={report} reference={reference} may={may} />
          <div className="card card-pad">
            <Texts {...texts} ids={['summary', 'impact']} />
          </div>
        </>
      );
    case 'root_cause':
      return (
        <>
          <Evidence report={report} reference={reference} />
          <div className="card card-pad">
            <Texts {...texts} ids={['five_whys', 'contributing_factors', 'root_cause']} />
          </div>
        </>
      );
    case 'response':
      return (
        <>
          <Measures report={report} />
          <Section title="Said beforehand" className="card card-pad">
            <h3>What went well</h3>
            <Said report={report} kind="went_well" />
            <h3>What could be improved</h3>
            <Said report={report} kind="to_improve" />
          </Section>
          <div className="card card-pad">
            <Texts {...texts} ids={['went_well', 'to_improve', 'communication', 'lessons']} />
          </div>
        </>
      );
    case 'actions':
      return <Actions reference={reference} data={data} may={may} />;
    default:
      return (
        <div className="card card-pad">
          <Texts {...texts} ids={['lessons']} />
        </div>
      );
  }
}
