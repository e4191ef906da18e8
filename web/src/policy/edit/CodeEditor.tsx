import {
  autocompletion,
  type CompletionContext,
  type CompletionSource,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import { bracketMatching, HighlightStyle, indentUnit, syntaxHighlighting } from '@codemirror/language';
import { type Diagnostic, lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { EditorState, type Extension, type Text } from '@codemirror/state';
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { useEffect, useRef } from 'react';
import type { Problem } from '../plan.ts';
import { type Offer, offersAt, type SchemaNode } from './complete.ts';
import './editor.css';

/* Weight and greys only: colour means severity or state. */
const highlight = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], fontWeight: '650' },
  { tag: tags.comment, color: 'var(--t-ink-3)', fontStyle: 'italic' },
  { tag: [tags.punctuation, tags.separator, tags.bracket], color: 'var(--t-ink-3)' },
]);

/** In the order of the schema, which is that of the runbook; the editor's own would be the alphabet. */
const completion = (offer: Offer, index: number) => ({
  boost: -index,
  label: offer.label,
  type: offer.kind,
  ...(offer.detail ? { detail: offer.detail } : {}),
  ...(offer.info ? { info: offer.info } : {}),
  ...(offer.insert ? { apply: offer.insert } : {}),
});

/** The end of what stands at an offset: a value, or the rest of its line. */
function tokenEnd(doc: Text, from: number): number {
  const line = doc.lineAt(from);
  const rest = /^[^,}\]#]+/.exec(line.text.slice(from - line.from))?.[0].trimEnd().length ?? 0;
  return Math.max(from + rest, Math.min(from + 1, line.to));
}

function diagnostics(doc: Text, problems: readonly Problem[]): Diagnostic[] {
  return problems.map((problem) => {
    const line = doc.line(Math.min(Math.max(1, problem.line), doc.lines));
    const from = Math.min(line.from + problem.column - 1, line.to);
    return {
      from,
      to: tokenEnd(doc, from),
      severity: problem.level,
      message: problem.suggestion ? `${problem.message} ${problem.suggestion}` : problem.message,
    };
  });
}

/** What the editor is made of. */
const extensions = (
  label: string,
  complete: CompletionSource,
  onChange: (text: string) => void,
  narrow: boolean,
): Extension[] => [
  lineNumbers(),
  lintGutter(),
  history(),
  drawSelection(),
  bracketMatching(),
  closeBrackets(),
  highlightActiveLine(),
  highlightSelectionMatches(),
  search({ top: true }),
  autocompletion({ override: [complete], icons: false }),
  yaml(),
  syntaxHighlighting(highlight),
  indentUnit.of('  '),
  EditorState.tabSize.of(2),
  // The tabindex says to assistive software what is so anyhow: what scrolls can be reached by keyboard.
  EditorView.contentAttributes.of({
    'aria-label': label,
    'aria-describedby': 'policy-editor-keys',
    tabindex: '0',
  }),
  EditorView.updateListener.of((update) => {
    if (update.docChanged) onChange(update.state.doc.toString());
  }),
  keymap.of([
    ...closeBracketsKeymap,
    ...completionKeymap,
    ...searchKeymap,
    ...historyKeymap,
    ...lintKeymap,
    ...defaultKeymap,
    indentWithTab,
  ]),
  ...(narrow ? [EditorView.lineWrapping] : []),
];

/** The policy as text: completion from its schema, marks where lint found something, search, undo. */
export function CodeEditor(props: {
  label: string;
  value: string;
  onChange: (text: string) => void;
  /** What lint found in exactly this text; undefined while it is being asked. */
  problems: readonly Problem[] | undefined;
  schema: SchemaNode | undefined;
  /** Where to go; a new object goes there again. */
  goTo: { line: number } | undefined;
}) {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(undefined);
  const latest = useRef(props);
  latest.current = props;
  const { label } = props;

  // The editor is made once; what changes outside reaches it through `latest` or a transaction.
  useEffect(() => {
    if (!host.current) return undefined;
    const complete = ({ state, pos, explicit }: CompletionContext) => {
      const { schema } = latest.current;
      const found = schema ? offersAt(state.doc.toString(), pos, schema) : null;
      // Unasked only once a word is begun: Enter after `key: ` must stay a new line.
      if (!found || (!explicit && found.from === pos)) return null;
      return {
        from: found.from,
        to: found.to,
        options: found.offers.map(completion),
        validFor: /^[\w ]*$/,
      };
    };
    const narrow = host.current.clientWidth < 600;
    const made = new EditorView({
      parent: host.current,
      state: EditorState.create({
        doc: latest.current.value,
        extensions: extensions(label, complete, (text) => latest.current.onChange(text), narrow),
      }),
    });
    view.current = made;
    return () => made.destroy();
  }, [label]);

  useEffect(() => {
    const made = view.current;
    if (made && made.state.doc.toString() !== props.value)
      made.dispatch({ changes: { from: 0, to: made.state.doc.length, insert: props.value } });
  }, [props.value]);

  useEffect(() => {
    const made = view.current;
    if (made && props.problems)
      made.dispatch(setDiagnostics(made.state, diagnostics(made.state.doc, props.problems)));
  }, [props.problems]);

  useEffect(() => {
    const made = view.current;
    if (!made || !props.goTo) return;
    const line = made.state.doc.line(Math.min(props.goTo.line, made.state.doc.lines));
    made.dispatch({
      selection: { anchor: line.from, head: line.to },
      effects: EditorView.scrollIntoView(line.from, { y: 'center' }),
    });
    made.focus();
  }, [props.goTo]);

  return (
    <div className="policy-code">
      <div ref={host} />
      <p className="muted small" id="policy-editor-keys">
        <kbd>Ctrl Space</kbd> suggests completions, <kbd>Ctrl F</kbd> searches, <kbd>F8</kbd> goes to the next
        problem. <kbd>Escape</kbd>, then <kbd>Tab</kbd> leaves the editor.
      </p>
    </div>
  );
}
