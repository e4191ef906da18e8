import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useDeferredValue, useEffect, useRef, useState } from 'react';
import { Loaded, PageHeader } from '../ui/Page.tsx';
import { Sheet } from '../ui/Sheet.tsx';
import { Segments } from '../ui/Tick.tsx';
import { attempt } from '../ui/Toasts.tsx';
import { DraftView } from './edit/DraftView.tsx';
import { type Draft, draftsQuery, NameDraft, saveDraft } from './edit/drafts.tsx';
import { Findings, type Side } from './edit/Findings.tsx';
import { AskBeforeLeaving, DraftMovedOn, MovedOn } from './edit/Meanwhile.tsx';
import { Publish } from './edit/Publish.tsx';
import { PublishBar } from './edit/PublishBar.tsx';
import { lintQuery, type Problem, policySourceQuery } from './plan.ts';
import './policy.css';

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
        title={draft ? `Edit draft “${draft.name}”` : 'Edit policy'}
        lead="Changes take effect when published. New incidents use the new version; open ones keep theirs."
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

/** Waits until the typing pauses: lint and preview are asked of the server. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), 400);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
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
  const findings = useRef<HTMLDivElement>(null);
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
            label={`Policy, based on version ${base}`}
            text={text}
            onChange={setText}
            problems={problems}
            current={current}
            goTo={place}
            onText={toText}
          />
        </div>
        <div className="stack" ref={findings} tabIndex={-1}>
          <Findings {...{ side, lint, base, changed }} onSide={setSide} text={settled} onGo={go} />
        </div>
      </div>
      <PublishBar
        {...{ problems, changed, blocked }}
        publishable={readable && current}
        save={{
          label: draft ? 'Save draft' : 'Save as draft',
          disabled: blocked || (text === saved && !draft),
          run: save,
        }}
        onPublish={() => setDialog('publish')}
        onProblems={() => {
          setSide('problems');
          // On a phone they stand below the whole form.
          findings.current?.scrollIntoView({ block: 'start' });
          findings.current?.focus({ preventScroll: true });
        }}
      />
      <Sheet title="Publish policy" open={dialog === 'publish'} onClose={close}>
        <Publish yaml={text} version={base} draft={opened} onClose={close} />
      </Sheet>
      <Sheet title="Save as draft" open={dialog === 'draft'} onClose={close}>
        <NameDraft yaml={text} baseVersion={base} onSaved={() => setSaved(text)} onClose={close} />
      </Sheet>
      <AskBeforeLeaving unsaved={text !== saved} />
    </>
  );
}
