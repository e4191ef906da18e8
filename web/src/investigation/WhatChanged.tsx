import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { StateBadge, type Tone } from '../ui/Badges.tsx';
import { Section } from '../ui/Page.tsx';
import { Time } from '../ui/Time.tsx';
import { attempt } from '../ui/Toasts.tsx';
import { type ChangeNearby, judgeChange, whatChangedQuery } from './api.ts';
import { FailedSection } from './FailedSection.tsx';
import './what-changed.css';

/** The first few are the likely ones; the rest is for whoever has found nothing in them. */
const FIRST = 4;

/** Deployments, releases and flags around the start, the most likely cause first (INV-2). Nothing while there are none. */
export function WhatChanged({ reference, may }: { reference: string; may: boolean }) {
  const changes = useQuery(whatChangedQuery(reference));
  const { data } = changes;
  const [all, setAll] = useState(false);
  if (!data) return <FailedSection title="What changed" query={changes} />;
  if (data.items.length === 0) return null;
  const shown = all ? data.items : data.items.slice(0, FIRST);
  return (
    <Section title="What changed" className="card card-pad">
      <ul className="stack changes">
        {shown.map((change) => (
          <Row key={change.id} change={change} reference={reference} may={may} />
        ))}
      </ul>
      {data.items.length > FIRST ? (
        <button type="button" className="plain small" onClick={() => setAll(!all)}>
          {all ? 'Show fewer' : `Show ${data.items.length - FIRST} more`}
        </button>
      ) : null}
    </Section>
  );
}

const states: Record<NonNullable<ChangeNearby['state']>, { tone: Tone; word: string }> = {
  running: { tone: 'quiet', word: 'Running' },
  succeeded: { tone: 'ok', word: 'Succeeded' },
  failed: { tone: 'warn', word: 'Failed' },
  rolled_back: { tone: 'quiet', word: 'Rolled back' },
};

function Row({ change, reference, may }: { change: ChangeNearby; reference: string; may: boolean }) {
  const [link] = change.links;
  const state = change.state === null ? null : states[change.state];
  return (
    <li className="change" data-verdict={change.verdict ?? undefined}>
      <div className="change-what breaks" dir="auto">
        {link ? (
          <a href={link.href} target="_blank" rel="noreferrer">
            {change.summary}
          </a>
        ) : (
          change.summary
        )}
      </div>
      <div className="small muted">
        <Time at={change.happenedAt} />, {change.why}
        {change.by ? ` · ${change.by}` : ''}
      </div>
      <div className="row change-acts">
        {change.verdict === 'suspect' ? <StateBadge tone="warn">Suspect</StateBadge> : null}
        {change.verdict === 'ruled_out' ? <StateBadge tone="quiet">Ruled out</StateBadge> : null}
        {change.verdict === null && state ? <StateBadge tone={state.tone}>{state.word}</StateBadge> : null}
        {may ? <Verdicts change={change} reference={reference} /> : null}
      </div>
    </li>
  );
}

function Verdicts({ change, reference }: { change: ChangeNearby; reference: string }) {
  const queries = useQueryClient();
  const judge = (verdict: ChangeNearby['verdict'], said: string) =>
    attempt(async () => {
      const found = await judgeChange(reference, change.id, verdict);
      queries.setQueryData(whatChangedQuery(reference).queryKey, found);
      await queries.invalidateQueries({ queryKey: ['incident', reference] });
    }, said);
  if (change.verdict !== null)
    return (
      <Button size="xs" onClick={() => void judge(null, 'Mark removed.')}>
        Undo<span className="sr-only">: {change.summary}</span>
      </Button>
    );
  return (
    <>
      <Button size="xs" onClick={() => void judge('suspect', 'Marked as suspect.')}>
        Suspect<span className="sr-only">: {change.summary}</span>
      </Button>
      <Button size="xs" onClick={() => void judge('ruled_out', 'Ruled out.')}>
        Rule out<span className="sr-only">: {change.summary}</span>
      </Button>
    </>
  );
}
