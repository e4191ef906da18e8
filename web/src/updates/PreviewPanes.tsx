import { ErrorState } from '../ui/Page.tsx';
import type { Preview } from './api.ts';

const READERS = {
  responders: 'As responders read it',
  executives: 'As executives read it',
  customers: 'Outside the organisation',
};

/** Exactly what will be sent, one beside the other for each wording that somebody reads. */
export function PreviewPanes({ preview, error }: { preview: Preview | undefined; error: unknown }) {
  if (error) return <ErrorState error={error} />;
  return (
    <section aria-label="Preview">
      <span className="label">Preview</span>
      {preview === undefined ? (
        <p className="small muted">Write what is new to see what will be sent.</p>
      ) : (
        <div className="upd-panes">
          {preview.messages.map((message) => (
            <article key={message.readers} className="upd-pane">
              <header>
                <h3>{READERS[message.readers]}</h3>
                <p className="small muted">{whom(message)}</p>
              </header>
              {message.fellBack === null ? null : (
                <p className="hint hint-warn small">
                  Your template could not be filled ({message.fellBack}). This is the shipped wording.
                </p>
              )}
              <p className="upd-subject breaks" dir="auto">
                {message.subject}
              </p>
              {message.paragraphs.map((paragraph) => (
                <p key={paragraph} className="upd-paragraph breaks" dir="auto">
                  {paragraph}
                </p>
              ))}
              <p className="small muted breaks" dir="auto">
                In short: {message.short}
              </p>
            </article>
          ))}
        </div>
      )}
    </section>
  );
}

function whom({ people, addresses }: Preview['messages'][number]): string {
  const names = [...people.map(({ name }) => name), ...addresses];
  return names.length <= 6
    ? names.join(', ')
    : `${names.slice(0, 5).join(', ')} and ${names.length - 5} more`;
}
