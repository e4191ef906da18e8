import { CodeBlock } from '../ui/Copy.tsx';
import { Prose, readMarkdown } from '../ui/Prose.tsx';

/** A step's text: prose, and commands with a button that copies them. */
export function StepText({ text, title }: { text: string; title: string }) {
  if (text === '') return null;
  const blocks = readMarkdown(text);
  const codes = blocks.flatMap((block) => (block.kind === 'code' ? [block.text] : []));
  return (
    <Prose
      blocks={blocks}
      code={(code) => (
        <CodeBlock text={code} label={`${title}, command ${codes.indexOf(code) + 1} of ${codes.length}`} />
      )}
    />
  );
}
