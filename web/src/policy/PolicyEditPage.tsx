import { Button, TextInput } from '@mantine/core';
import { type UseQueryResult, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useDeferredValue, useEffect, useState } from 'react';
import { Loaded, Loading, PageHeader, Section } from '../ui/Page.tsx';
import { CommandForm, Sheet } from '../ui/Sheet.tsx';
import { Segments } from '../ui/Tick.tsx';
import { attempt, tell } from '../ui/Toasts.tsx';
import { ProseDiff, TextDiff } from './DiffView.tsx';
import { type Draft, draftsQuery, NameDraft, saveDraft } from './edit/drafts.tsx';
import { AskBeforeLeaving, DraftMovedOn, MovedOn } from './edit/Meanwhile.tsx';
import { Problems } from './Problems.tsx';
import {
  type LintReport,
  lintQuery,
  type Problem,
  policySchemaQuery,
  policySourceQuery,
  previewQuery,
  publish,
} from './plan.ts';
import { RehearsalForm } from './Rehearsal.tsx';
import './policy.css';

const CodeEditor = lazy(async () => ({ default: (await import('./edit/CodeEditor.tsx')).CodeEditor }));
const PolicyForm = lazy(async () => ({ default: (await import('./edit/PolicyForm.tsx')).PolicyForm }));
const route = getRouteApi('/app/policy/edit');

/** The policy as a form and as text, with what is wrong, what changes, and what would happen, before it is published. */
export function PolicyEditPage() {
  const source = useQuery({ ...policySourceQuery, refetchOnWindowFocus: false });
  const { draft: id } = route.useSearch();
  const drafts = useQuery({ ...draftsQuery, enabled: id !== undefined });
  const found = drafts.data?.items.find((each) => each.id === id);
  // Held: when somebody discards the draft meanwhile, the text being written stays on the screen.
  const [held, setHeld] = useState<Draft>();
  if (found && (held?.id !== found.id || held.revision !== found.revision)) setHeld(found);
  const draft = found ?? (held?.id === id ? held : undefined);
  return (
    <div className="page page-wide">
      <PageHeader
        title={draft ? `Edit the draft “${draft.name}”` : 'Edit the policy'}
        lead="Nothing changes before it is published. Then new incidents follow it; open ones keep their version."
      />
      <Loaded query={source} lines={8}>
        {(newest) =>
          id === undefined ? (
            <Editor key="new" newest={newest} />
          ) : (
            <Loaded query={drafts} lines={8}>
              {() =>
                draft ? (
                  <Editor key={draft.id} newest={newest} draft={draft} gone={found === undefined} />
                ) : (
                  <p className="hint">This draft has been published or discarded.</p>
                )
              }
            </Loaded>
          )
        }
      </Loaded>
    </div>
  );
}

interface Source {
  yaml: string;
  version: number;
}
const none: readonly Problem[] = [];
const VIEWS = [
  { id: 'form', label: 'Form' },
  { id: 'text', label: 'Text' },
] as const;
type Side = 'problems' | 'changes' | 'meaning' | 'rehearse';

/** Waits until the typing pauses: lint and preview are asked of the server. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), 400);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}

/** The draft as a form or as a text; what each needs is loaded when it is shown. */
function DraftView(props: {
  view: 'form' | 'text';
  label: string;
  text: string;
  onChange: (text: string) => void;
  problems: readonly Problem[];
  /** Whether the problems are those of exactly this text. */
  current: boolean;
  goTo: { line: number } | undefined;
  onText: () => void;
}) {
  const schema = useQuery(policySchemaQuery);
  return (
    <Suspense fallback={<Loading lines={8} />}>
      {props.view === 'text' ? (
        <CodeEditor
          label={props.label}
          value={props.text}
          onChange={props.onChange}
          problems={props.current ? props.problems : undefined}
          schema={schema.data}
          goTo={props.goTo}
        />
      ) : (
        <Loaded query={schema} lines={8}>
          {(known) => (
            <PolicyForm
              text={props.text}
              onChange={props.onChange}
              problems={props.problems}
              schema={known}
              onText={props.onText}
            />
          )}
        </Loaded>
      )}
    </Suspense>
  );
}

/** What is wrong, what changes, what it means, and what would happen. */
function Findings(props: {
  side: Side;
  onSide: (side: Side) => void;
  lint: UseQueryResult<LintReport>;
  text: string;
  base: number;
  changed: boolean;
  onGo: (line: number) => void;
}) {
  const { side, lint, base, changed } = props;
  const readable = lint.data?.publishable === true && !lint.isPlaceholderData;
  const preview = useQuery({
    ...previewQuery(props.text, readable, base),
    placeholderData: (before) => before,
  });
  const problems = lint.data?.problems ?? none;
  return (
    <>
      <Segments
        label="Show"
        value={side}
        onChange={props.onSide}
        options={[
          { id: 'problems', label: problems.length > 0 ? `Problems (${problems.length})` : 'Problems' },
          { id: 'changes', label: 'Changes' },
          { id: 'meaning', label: 'In words' },
          { id: 'rehearse', label: 'Rehearse' },
        ]}
      />
      {side === 'problems' ? (
        <Loaded query={lint}>{(report) => <Problems problems={report.problems} onGo={props.onGo} />}</Loaded>
      ) : null}
      {side === 'changes' || side === 'meaning' ? (
        readable ? (
          <Loaded query={preview}>
            {({ diff }) => (side === 'changes' ? <TextDiff diff={diff} /> : <ProseDiff diff={diff} />)}
          </Loaded>
        ) : (
          <p className="muted">Once its errors are gone, the change is shown here.</p>
        )
      ) : null}
      {side === 'rehearse' ? <RehearsalForm yaml={readable && changed ? props.text : undefined} /> : null}
    </>
  );
}

function standing(problems: readonly Problem[], changed: boolean, blocked: boolean): string {
  if (blocked) return 'The draft is not as it was opened: see above.';
  const errors = problems.filter(({ level }) => level === 'error').length;
  if (errors > 0) return `${errors === 1 ? 'One error stands' : `${errors} errors stand`} in the way.`;
  return changed ? 'Ready to be published.' : 'Nothing has been changed yet.';
}

/** The draft as it was opened here and saved from here; `theirs` when somebody else has saved it since. */
function useOpened(draft: Draft | undefined, gone: boolean) {
  const [opened, setOpened] = useState(draft);
  const theirs = draft && opened && draft.revision > opened.revision ? draft : undefined;
  return { opened, setOpened, theirs, gone: gone && draft !== undefined };
}

/** Starts from the draft, or from what was in force when the page was opened; nobody else's change takes the text away. */
function Editor({ newest, draft, gone = false }: { newest: Source; draft?: Draft; gone?: boolean }) {
  const [begun] = useState(newest);
  const [base, setBase] = useState(draft?.baseVersion ?? begun.version);
  const [text, setText] = useState(draft?.yaml ?? begun.yaml);
  const [saved, setSaved] = useState(text);
  const [view, setView] = useState<'form' | 'text'>('form');
  const [side, setSide] = useState<Side>('problems');
  const [dialog, setDialog] = useState<'publish' | 'draft'>();
  const [place, setPlace] = useState<{ line: number }>();
  const opening = useOpened(draft, gone);
  const { opened, theirs } = opening;
  const queries = useQueryClient();
  const settled = useSettled(useDeferredValue(text));
  const lint = useQuery({ ...lintQuery(settled), placeholderData: (before) => before });
  const current = settled === text && !lint.isPlaceholderData;
  const readable = lint.data?.publishable === true && !lint.isPlaceholderData;
  const problems = lint.data?.problems ?? none;
  const changed = text !== begun.yaml || base !== begun.version;
  const blocked = theirs !== undefined || opening.gone;
  const toText = () => setView('text');
  const go = (line: number) => {
    toText();
    setPlace({ line });
  };
  const save = async () => {
    if (!opened) return setDialog('draft');
    const { id, name, revision } = opened;
    await attempt(async () => {
      opening.setOpened(await saveDraft({ id, name, revision, yaml: text, baseVersion: base }));
      setSaved(text);
    }, `Saved as “${name}”.`);
    await queries.invalidateQueries({ queryKey: draftsQuery.queryKey });
  };
  const take = (other: Draft) => {
    opening.setOpened(other);
    setBase(other.baseVersion);
    setText(other.yaml);
    setSaved(other.yaml);
  };
  const close = () => setDialog(undefined);
  return (
    <>
      {newest.version === base ? null : (
        <MovedOn
          newest={newest.version}
          base={base}
          onGoOn={() => {
            setBase(newest.version);
            setSide('changes');
          }}
        />
      )}
      <DraftMovedOn {...opening} unsaved={text !== saved} onTake={take} onKeep={() => setDialog('draft')} />
      <div className="policy-edit">
        <div className="stack">
          <Segments label="Edit as" value={view} onChange={setView} options={VIEWS} />
          <DraftView
            view={view}
            label={`Policy, from version ${base}`}
            text={text}
            onChange={setText}
            problems={problems}
            current={current}
            goTo={place}
            onText={() => setView('text')}
          />
        </div>
        <div className="stack">
          <Findings {...{ side, lint, base, changed }} onSide={setSide} text={settled} onGo={go} />
          <Section title="Publish">
            <p className="muted small">{standing(problems, changed, blocked)}</p>
            <div className="row">
              <Button
                disabled={!readable || !changed || !current || blocked}
                onClick={() => setDialog('publish')}
              >
                Publish
              </Button>
              <Button disabled={blocked || (text === saved && !draft)} onClick={save}>
                {draft ? 'Save draft' : 'Save as draft'}
              </Button>
            </div>
          </Section>
        </div>
      </div>
      <Sheet title="Publish this policy" open={dialog === 'publish'} onClose={close}>
        <Publish yaml={text} version={base} draft={opened} onClose={close} />
      </Sheet>
      <Sheet title="Save as draft" open={dialog === 'draft'} onClose={close}>
        <NameDraft yaml={text} baseVersion={base} onSaved={() => setSaved(text)} onClose={close} />
      </Sheet>
      <AskBeforeLeaving unsaved={text !== saved} />
    </>
  );
}

function Publish(props: { yaml: string; version: number; draft: Draft | undefined; onClose: () => void }) {
  const [reason, setReason] = useState('');
  const queries = useQueryClient();
  const navigate = useNavigate();
  const run = async () => {
    const published = await publish({
      yaml: props.yaml,
      reason,
      baseVersion: props.version,
      ...(props.draft ? { draft: { id: props.draft.id, revision: props.draft.revision } } : {}),
    });
    await queries.invalidateQueries({ queryKey: ['policy'] });
    tell(`Version ${published.version} is in force.`);
    await navigate({ to: '/policy', ignoreBlocker: true });
  };
  return (
    <CommandForm submit="Publish" disabled={reason.trim() === ''} run={run} onCancel={props.onClose}>
      {(errors) => (
        <TextInput
          label="Why does it change?"
          description="Kept with the version."
          required
          withAsterisk={false}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={errors.reason}
        />
      )}
    </CommandForm>
  );
}
