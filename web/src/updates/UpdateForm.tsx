import { Button, Textarea, TextInput } from '@mantine/core';
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { timelineQuery } from '../incidents/api.ts';
import type { FormProps } from '../incidents/sheets.ts';
import { Loaded } from '../ui/Page.tsx';
import { CommandForm } from '../ui/Sheet.tsx';
import { Ago } from '../ui/Time.tsx';
import { tell } from '../ui/Toasts.tsx';
import { fromLocalField, toLocalField, viewerZone } from '../ui/time.ts';
import { AudiencePick } from './AudiencePick.tsx';
import { previewQuery, type Updates, updateCommands, updatesQuery } from './api.ts';
import { bodyOf, type Composed, newsSince, opened, whoHears } from './compose.ts';
import { FactFields } from './FactFields.tsx';
import { PreviewPanes } from './PreviewPanes.tsx';
import { useSettled } from './settled.ts';
import './updates.css';

/** Tells stakeholders what is new: words on top, what they will read below, one button that says how many hear it. */
export function UpdateForm(props: FormProps) {
  const updates = useQuery(updatesQuery(props.incident.reference));
  return <Loaded query={updates}>{(data) => <Composer {...props} updates={data} />}</Loaded>;
}

function Composer({ incident, onClose, updates }: FormProps & { updates: Updates }) {
  const { reference } = incident;
  const queries = useQueryClient();
  const [composed, setComposed] = useState(() => opened(updates));
  const change = (part: Partial<Composed>) => setComposed((before) => ({ ...before, ...part }));
  const forget = useKeptDraft(reference, composed);
  const resolving = updates.kind === 'resolution';
  const body = bodyOf(composed, fromLocalField, updates.rooms);
  const preview = useQuery(previewQuery(reference, useSettled(body, 400)));
  const shown = body === null ? undefined : preview.data;
  const hears = shown ? whoHears(shown.messages, shown.rooms) : null;
  const external = updates.audiences.some(
    ({ id, external: outside }) => outside && composed.audiences.includes(id),
  );
  return (
    <CommandForm
      submit={hears ? `Send to ${hears.words}` : 'Send update'}
      disabled={body === null || hears?.count === 0}
      run={async () => {
        if (body)
          queries.setQueryData(updatesQuery(reference).queryKey, await updateCommands.send(reference, body));
      }}
      onDone={() => {
        forget();
        tell(`Update sent to ${hears?.words ?? 'stakeholders'}.`);
        onClose();
      }}
      onCancel={onClose}
    >
      {(errors) => (
        <>
          <OthersWriting updates={updates} />
          <Textarea
            label="What is new?"
            description="In your own words, so that anyone understands it. No change is news too."
            rows={3}
            autosize={false}
            required
            withAsterisk={false}
            value={composed.text}
            onChange={(event) => change({ text: event.currentTarget.value })}
            error={errors.text}
          />
          <News
            reference={reference}
            updates={updates}
            take={(text) => change({ text: joined(composed.text, text) })}
          />
          <AudiencePick
            audiences={updates.audiences}
            rooms={updates.rooms}
            value={composed.audiences}
            onChange={(audiences) => change({ audiences })}
            error={errors.audiences}
          />
          {external ? (
            <Textarea
              label="What readers outside get"
              description="They never see the words above, findings, or anyone’s number."
              rows={3}
              value={composed.publicText}
              onChange={(event) => change({ publicText: event.currentTarget.value })}
              error={errors.publicText}
            />
          ) : null}
          {resolving ? null : (
            <NextUpdate
              value={composed.nextUpdate}
              planned={updates.nextUpdateAt}
              onChange={(nextUpdate) => change({ nextUpdate })}
              error={errors.nextUpdateAt}
            />
          )}
          <FactFields
            facts={updates.facts}
            value={composed.facts}
            missing={shown?.messages.flatMap(({ missing }) => missing.map(({ field }) => field)) ?? []}
            onChange={(facts) => change({ facts })}
          />
          <PreviewPanes preview={shown} error={body === null ? null : preview.error} />
        </>
      )}
    </CommandForm>
  );
}

const joined = (before: string, more: string): string =>
  before.trim() === '' ? more : `${before.trim()} ${more}`;

/** Keeps what is typed on the server, so that a closed tab loses nothing and others see it. @returns what forgets it */
function useKeptDraft(reference: string, composed: Composed): () => void {
  const first = useRef(JSON.stringify(composed));
  const sent = useRef(false);
  const settled = useSettled(composed, 700);
  useEffect(() => {
    if (sent.current || JSON.stringify(settled) === first.current) return;
    first.current = JSON.stringify(settled);
    const { text, publicText, facts, audiences } = settled;
    // A draft that cannot be kept now is kept at the next pause; what is typed stays on screen meanwhile.
    updateCommands.saveDraft(reference, { text, publicText, facts, audiences }).catch(() => undefined);
  }, [reference, settled]);
  return () => {
    sent.current = true;
  };
}

function OthersWriting({ updates }: { updates: Updates }) {
  const others = updates.drafts.filter(({ mine, text }) => !mine && text.trim() !== '');
  if (others.length === 0) return null;
  return (
    <div className="hint upd-others">
      {others.map(({ author, text, updatedAt }) => (
        <p key={author.name}>
          <strong>{author.name}</strong> is writing an update too (<Ago at={updatedAt} />
          ): “{text}”
        </p>
      ))}
    </div>
  );
}

/** What happened since stakeholders last heard from a person; each can be taken over. */
function News(props: { reference: string; updates: Updates; take: (text: string) => void }) {
  const timeline = useInfiniteQuery(timelineQuery(props.reference));
  const news = newsSince(props.updates, timeline.data?.pages.flatMap(({ items }) => items) ?? []);
  if (news.length === 0) return null;
  return (
    <div>
      <span className="label">Since the last update</span>
      <ul className="upd-news">
        {news.map(({ seq, sentence }) => (
          <li key={seq}>
            <span className="grow breaks" dir="auto">
              {sentence}
            </span>
            <Button size="compact-sm" onClick={() => props.take(sentence)} aria-label={`Add “${sentence}”`}>
              Add
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The promise that this update makes. */
function NextUpdate(props: {
  value: string;
  planned: string | null;
  onChange: (value: string) => void;
  error: string | undefined;
}) {
  const { planned } = props;
  return (
    <TextInput
      type="datetime-local"
      label="Next update"
      description={
        planned === null
          ? 'The policy promises no regular updates at this severity. Leave empty for none.'
          : `Stakeholders are promised this time. Your local time (${viewerZone}).`
      }
      value={props.value || (planned === null ? '' : toLocalField(Date.parse(planned)))}
      onChange={(event) => props.onChange(event.currentTarget.value)}
      error={props.error}
    />
  );
}
