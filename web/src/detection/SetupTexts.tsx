import { CodeBlock } from '../ui/Copy.tsx';
import type { IntegrationKind } from './api.ts';
import { setupTexts } from './setup-texts.ts';

/** Copy-paste set-up for one integration; without the key, which is shown once, a mark stands in its place. */
export function SetupTexts(props: { kind: IntegrationKind; url: string; keyText: string | null }) {
  const key = props.keyText ?? 'YOUR-KEY';
  const url = props.url.replace('{key}', key);
  return (
    <div className="stack-l">
      {setupTexts(props.kind, url, key).map((part) => (
        <div key={part.title} className="stack-s">
          <h3>{part.title}</h3>
          <CodeBlock label={part.title} text={part.text} />
          {part.note ? <p className="small muted breaks">{part.note}</p> : null}
        </div>
      ))}
      {props.keyText ? null : (
        <p className="small muted">
          YOUR-KEY is a placeholder. The key was shown once, when it was created. If you lost it, rotate it.
        </p>
      )}
    </div>
  );
}
