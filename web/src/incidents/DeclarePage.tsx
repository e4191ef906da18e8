import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { systemsQuery } from '../directory/api.ts';
import { useDraft } from '../identity/draft.ts';
import { type IncidentType, policyQuery, type Severities } from '../policy/api.ts';
import { SeverityChoice } from '../policy/SeverityChoice.tsx';
import { type SeverityValue, severityOf } from '../policy/severity.ts';
import { declareBecauseOf, type UserReport, userReportQuery } from '../reports/api.ts';
import { type SeverityId, severityIds } from '../ui/Badges.tsx';
import { Loaded, PageHeader, Section } from '../ui/Page.tsx';
import { CommandForm } from '../ui/Sheet.tsx';
import { PickList, Tick } from '../ui/Tick.tsx';
import { fromLocalField, viewerZone } from '../ui/time.ts';
import { declare } from './api.ts';

const route = getRouteApi('/app/incidents/new');

/** Declares an incident by hand: what, how bad by the criteria, where. Everything else can follow. */
export function DeclarePage() {
  const policy = useQuery(policyQuery);
  const { report: ref } = route.useSearch();
  const report = useQuery({ ...userReportQuery(ref ?? ''), enabled: ref !== undefined });
  return (
    <div className="page page-narrow">
      <PageHeader
        title="Declare incident"
        lead="When in doubt, declare. The severity decides who is notified, and you can change it later."
      />
      <Loaded query={policy}>
        {({ severities, incidentTypes: types }) =>
          ref === undefined ? (
            <Form severities={severities} types={types} report={null} />
          ) : (
            <Loaded query={report}>
              {(found) => <Form key={found.id} severities={severities} types={types} report={found} />}
            </Loaded>
          )
        }
      </Loaded>
    </div>
  );
}

interface Draft {
  title: string;
  symptoms: string;
  type: string;
  picked: string[];
  /** Null: as the affected systems say. */
  facing: boolean | null;
  pageNow: string | null;
  started: string;
  severity: SeverityValue;
}

const nothing: Draft = {
  title: '',
  symptoms: '',
  type: '',
  picked: [],
  facing: null,
  pageNow: null,
  started: '',
  severity: { answers: {}, chosen: null, reason: '' },
};

/** What somebody reported, as a declaration begins with it. */
const begunWith = (report: UserReport | null): Draft =>
  report === null
    ? nothing
    : {
        ...{ ...nothing, title: report.title, symptoms: report.description },
        picked: report.system ? [report.system.id] : [],
        severity: { answers: report.answers, chosen: null, reason: '' },
      };

/**
 * The same as the API takes it. What a report or an old draft was filled in with may be gone by now: questions that the policy no
 * longer asks and systems that were archived are not on the page, so nobody could take them out.
 * @param systems those in use; undefined while that is not known
 */
const declarationOf = (
  draft: Draft,
  level: SeverityId,
  severities: Severities,
  systems: readonly { readonly id: string }[] | undefined,
) => {
  const asked = severityIds.flatMap((id) => severities[id].criteria);
  const { title, symptoms, type, picked, facing, pageNow, started, severity } = draft;
  const reason = severity.reason.trim();
  return {
    title: title.trim(),
    severity: level,
    answers: Object.fromEntries(
      asked.flatMap(({ id }) => (severity.answers[id] === undefined ? [] : [[id, severity.answers[id]]])),
    ),
    systems: picked.filter((id) => systems?.some((one) => one.id === id) ?? true),
    symptoms: symptoms.trim(),
    ...(type ? { type } : {}),
    ...(reason ? { severityReason: reason } : {}),
    ...(pageNow === null ? {} : { pageNow: pageNow.trim() }),
    ...(facing === null ? {} : { customerFacing: facing }),
    ...(started ? { startedAt: fromLocalField(started) } : {}),
  };
};

function Form(props: { severities: Severities; types: readonly IncidentType[]; report: UserReport | null }) {
  const { severities, types, report } = props;
  const navigate = useNavigate();
  const systems = useQuery(systemsQuery);
  const [empty] = useState(() => begunWith(report));
  const [draft, setDraft, isRestored] = useDraft(report ? `declare.${report.reference}` : 'declare', empty);
  const { title, symptoms, type, picked, facing, pageNow, started, severity } = draft;
  const change = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
  const { level } = severityOf(severity, severities, null);
  const implied = (systems.data?.items ?? []).some(
    (system) => system.customerFacing && picked.includes(system.id),
  );
  const run = async () => {
    if (!level) return;
    const body = declarationOf(draft, level, severities, systems.data?.items);
    const declared = report ? (await declareBecauseOf(report.reference, body)).incident : await declare(body);
    setDraft(empty);
    if (declared) await navigate({ to: '/incidents/$ref', params: { ref: declared.reference } });
  };
  return (
    <CommandForm
      submit={level ? `Declare ${level} incident` : 'Choose a severity'}
      disabled={!level}
      run={run}
    >
      {(errors) => (
        <div className="stack-l">
          {report ? <FilledFrom reference={report.reference} /> : null}
          {isRestored ? <Restored onForget={() => setDraft(empty)} /> : null}
          <TextInput
            label="What is broken?"
            placeholder="Checkout fails for card payments"
            required
            withAsterisk={false}
            value={title}
            onChange={(event) => change({ title: event.currentTarget.value })}
            error={errors.title}
          />
          <Section title="How severe is it? Select all that apply">
            <SeverityChoice
              severities={severities}
              value={severity}
              present={null}
              onChange={(severity) => change({ severity })}
              error={errors.severityReason}
            />
          </Section>
          <Loaded query={systems} lines={3}>
            {(data) => (
              <PickList
                legend="Affected systems"
                choices={data.items.map((each) => ({ id: each.id, label: each.name, hint: each.team.name }))}
                picked={picked}
                onChange={(picked) => change({ picked })}
                empty="No systems yet. You can declare an incident without one."
              />
            )}
          </Loaded>
          <TypeChoice types={types} value={type} onChange={(type) => change({ type })} error={errors.type} />
          <Tick
            boxed
            label="Customers are affected"
            hint={
              facing === null
                ? 'Set by the affected systems unless you change it.'
                : 'Affects who is notified, for example the CEO.'
            }
            checked={facing ?? implied}
            onChange={(facing) => change({ facing })}
          />
          <PageNow why={pageNow} onChange={(pageNow) => change({ pageNow })} error={errors.pageNow} />
          <Textarea
            label="Symptoms"
            description="What do people see? Optional. Included in every notification."
            rows={4}
            value={symptoms}
            onChange={(event) => change({ symptoms: event.currentTarget.value })}
            error={errors.symptoms}
          />
          <TextInput
            type="datetime-local"
            label="When did it start?"
            description={`If known. Your local time (${viewerZone}).`}
            value={started}
            onChange={(event) => change({ started: event.currentTarget.value })}
            error={errors.startedAt}
          />
        </div>
      )}
    </CommandForm>
  );
}

/** Says what the form was begun with. */
function FilledFrom({ reference }: { reference: string }) {
  return (
    <p className="hint">
      Filled in from{' '}
      <Link to="/reports/$report" params={{ report: reference }}>
        {reference}
      </Link>
      , which becomes part of the incident’s record.
    </p>
  );
}

/** Says why the form is not empty, and how to empty it. */
function Restored({ onForget }: { onForget: () => void }) {
  return (
    <p className="hint row" role="status">
      <span className="grow">This is what you entered before and did not send.</span>
      <button type="button" className="plain" onClick={onForget}>
        Start over
      </button>
    </p>
  );
}

/** Asks for a page that the matrix of the severity may not make; null: not asked for. */
function PageNow(props: {
  why: string | null;
  onChange: (why: string | null) => void;
  error: string | undefined;
}) {
  return (
    <div className="stack">
      <Tick
        boxed
        label="Page the on-call engineer now"
        hint="At any severity. No one is paged twice if the escalation matrix pages too."
        checked={props.why !== null}
        onChange={(on) => props.onChange(on ? '' : null)}
      />
      {props.why === null ? null : (
        <TextInput
          label="Why now?"
          description="Added to the record."
          required
          withAsterisk={false}
          value={props.why}
          onChange={(event) => props.onChange(event.currentTarget.value)}
          error={props.error}
        />
      )}
    </div>
  );
}

/** What kind of incident it is, where somebody knows. */
function TypeChoice(props: {
  types: readonly IncidentType[];
  value: string;
  onChange: (type: string) => void;
  error: string | undefined;
}) {
  return (
    <NativeSelect
      label="What kind of incident is it?"
      description="Optional. Adds the runbooks for it; you can change it later."
      data={[
        { value: '', label: 'Not known yet' },
        ...props.types.map(({ id, title }) => ({ value: id, label: title })),
      ]}
      value={props.value}
      onChange={(event) => props.onChange(event.currentTarget.value)}
      error={props.error}
    />
  );
}
