import { Button, NativeSelect, Textarea } from '@mantine/core';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { type Report, reportCommands, type SectionData } from './report-api.ts';
import { Aside, Entries, Saved } from './SectionText.tsx';
import { type SectionKind, useSection } from './useSection.ts';
import { addWhy, bothTrees, numbersOf, removeWhy, sameTree, shiftWhy, type Why } from './whys.ts';

const TREE: SectionKind<readonly Why[]> = {
  of: (written) => written?.whys ?? [],
  same: sameTree,
  together: bothTrees,
  send: (reference, _, { value, base, settles }) =>
    reportCommands.saveWhys(reference, { whys: [...value], base, settles: [...settles] }),
};

type Finding = Report['evidence'][number];

/** The five whys: what answers a why stands below it, and each may have several answers. Edited by keyboard alone as well. */
export function WhysTree(props: {
  reference: string;
  section: SectionData;
  findings: readonly Finding[];
  may: boolean;
}) {
  const { reference, section, may } = props;
  const { draft, waiting, change, merge, saveNow } = useSection(reference, section, TREE);
  const whys = draft ?? TREE.of(section.current);
  const numbers = numbersOf(whys);
  const fields = useRef(new Map<number, HTMLTextAreaElement>());
  const [focus, setFocus] = useState<number | null>(null);
  useEffect(() => {
    if (focus === null) return;
    fields.current.get(focus)?.focus();
    setFocus(null);
  }, [focus]);
  const add = (index: number, where: 'below' | 'beside') => {
    const [after, at] = addWhy(whys, index, where);
    change(after);
    setFocus(at);
  };
  const remove = (index: number) => {
    change(removeWhy(whys, index));
    setFocus(Math.max(0, index - 1));
  };
  const onKeyDown = (event: KeyboardEvent, index: number) => {
    // Enter ends a word that an input method is composing.
    if (event.nativeEvent.isComposing) return;
    const way = event.ctrlKey || event.metaKey ? { ']': 1 as const, '[': -1 as const }[event.key] : undefined;
    const shifted = way === undefined ? null : shiftWhy(whys, index, way);
    if (way !== undefined) event.preventDefault();
    if (shifted !== null) change(shifted);
    if (event.key === 'Enter') {
      event.preventDefault();
      add(index, event.shiftKey ? 'beside' : 'below');
    }
    if (event.key === 'Backspace' && whys[index]?.text === '') {
      event.preventDefault();
      remove(index);
    }
  };
  return (
    <fieldset className="rep-section whys" onBlur={saveNow}>
      <legend>{section.title}</legend>
      {may ? (
        <p className="small muted">
          Enter asks why, Shift+Enter adds another answer, Ctrl+] and Ctrl+[ move a branch in and out.
        </p>
      ) : null}
      <ol className="whys-list">
        {whys.map((why, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a why has no name but its place, and its field holds nothing of its own.
          <li key={index} style={inset(why)}>
            <span className="whys-number small muted tnum" aria-hidden="true">
              {numbers[index]}
            </span>
            <div className="grow">
              <Textarea
                ref={(field) => {
                  if (field === null) fields.current.delete(index);
                  else fields.current.set(index, field);
                }}
                aria-label={`Why ${numbers[index]}`}
                autosize
                minRows={1}
                dir="auto"
                readOnly={!may}
                value={why.text}
                onChange={(event) =>
                  change(put(whys, index, { text: event.currentTarget.value.replace(/\n/g, ' ') }))
                }
                onKeyDown={(event) => onKeyDown(event, index)}
              />
              <Below
                {...{ why, reference, may, number: numbers[index] ?? '', findings: props.findings }}
                add={(where) => add(index, where)}
                link={(seq) => change(put(whys, index, { seq }))}
                remove={() => remove(index)}
              />
            </div>
          </li>
        ))}
      </ol>
      {may && whys.length === 0 ? (
        <Button size="xs" onClick={() => add(-1, 'beside')}>
          Ask the first why
        </Button>
      ) : null}
      <Saved section={section} waiting={waiting} />
      <Aside section={section} may={may} merge={merge} show={(one) => <Shown whys={one.whys ?? []} />} />
    </fieldset>
  );
}

/** Deeper than eight it would leave no room for words on a phone. */
const inset = ({ depth }: Pick<Why, 'depth'>) => ({
  marginLeft: `calc(${Math.min(depth, 8)} * var(--step))`,
});

const put = (whys: readonly Why[], index: number, change: Partial<Why>): Why[] =>
  whys.map((why, at) => (at === index ? { ...why, ...change } : why));

/** A tree to be read. */
const Shown = ({ whys }: { whys: readonly Why[] }) => (
  <ul className="whys-list">
    {whys.map(({ text, depth, seq }, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: a list that does not change.
      <li key={index} style={inset({ depth })} dir="auto">
        {text}
        {seq === null ? '' : ` (#${seq})`}
      </li>
    ))}
  </ul>
);

/** What can be done with one why, and the finding that supports it. */
function Below(props: {
  why: Why;
  number: string;
  reference: string;
  may: boolean;
  findings: readonly Finding[];
  add: (where: 'below' | 'beside') => void;
  link: (seq: number | null) => void;
  remove: () => void;
}) {
  const { why, number, reference, may, findings } = props;
  const of = <span className="sr-only"> {number}</span>;
  return (
    <div className="row whys-acts">
      {may ? (
        <>
          <Button size="compact-sm" variant="subtle" onClick={() => props.add('below')}>
            Ask why{of}
          </Button>
          <Button size="compact-sm" variant="subtle" onClick={() => props.add('beside')}>
            Add another{of}
          </Button>
          <Button size="compact-sm" variant="subtle" onClick={props.remove}>
            Remove{of}
          </Button>
        </>
      ) : null}
      {may && (findings.length > 0 || why.seq !== null) ? (
        <NativeSelect
          size="xs"
          aria-label={`Finding for why ${number}`}
          value={why.seq ?? ''}
          data={[
            { value: '', label: 'No finding' },
            ...(why.seq === null || findings.some(({ seq }) => seq === why.seq)
              ? []
              : [{ value: String(why.seq), label: `#${why.seq}` }]),
            ...findings.map(({ seq, text }) => ({ value: String(seq), label: `#${seq} ${beginning(text)}` })),
          ]}
          onChange={(event) => props.link(Number(event.currentTarget.value) || null)}
        />
      ) : null}
      {why.seq === null ? null : (
        <span className="small">
          <Entries reference={reference} seqs={[why.seq]} />
        </span>
      )}
    </div>
  );
}

const beginning = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text);
