import { Button } from '@mantine/core';
import { useState } from 'react';
import { Icon } from './Icon.tsx';

/** Copies text and says so. @param of what it is, where a page has several */
function CopyButton({ text, of }: { text: string; of?: string }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
  };
  return (
    <Button
      className="copy"
      size="xs"
      leftSection={<Icon name={copied ? 'check' : 'copy'} size={15} />}
      onClick={copy}
      onBlur={() => setCopied(false)}
    >
      <span aria-live="polite">{copied ? 'Copied' : 'Copy'}</span>
      {of ? <span className="sr-only">: {of}</span> : null}
    </Button>
  );
}

/** Text to paste elsewhere, as it is, with a button that copies it. */
export function CodeBlock({ text, copy = true, label }: { text: string; copy?: boolean; label: string }) {
  return (
    <div className="code-wrap">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section className="code" tabIndex={0} aria-label={label}>
        {text}
      </section>
      {copy ? <CopyButton text={text} of={label} /> : null}
    </div>
  );
}

/** A secret shown this one time. */
export function Secret({ value, children }: { value: string; children: string }) {
  return (
    <div className="stack-s">
      <div className="secret">
        <code>{value}</code>
        <CopyButton text={value} />
      </div>
      <p className="small muted">{children}</p>
    </div>
  );
}
