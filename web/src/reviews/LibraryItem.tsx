import { Link } from '@tanstack/react-router';
import { SeverityBadge } from '../ui/Badges.tsx';
import { Time } from '../ui/Time.tsx';
import type { LibraryItem as Item, Pieces } from './library-api.ts';
import './library.css';

/** Words with what was looked for marked. They come in pieces: nothing that somebody typed is ever markup. */
function Marked({ pieces }: { pieces: Pieces }) {
  let at = 0;
  return pieces.map(({ text, hit }) => {
    const key = at;
    at += text.length;
    return hit ? <mark key={key}>{text}</mark> : <span key={key}>{text}</span>;
  });
}

/** A past incident where it was found: what it was, and the words that led here. */
export function LibraryItem({ item, most = 3 }: { item: Item; most?: number }) {
  const { reference, severity, systems, tags, endedAt, published } = item;
  return (
    <li className="list-row lib-row">
      <SeverityBadge severity={severity} settled />
      <div className="grow">
        <Link to={published ? '/incidents/$ref/review' : '/incidents/$ref'} params={{ ref: reference }}>
          <strong dir="auto" className="breaks">
            <Marked pieces={item.pieces} />
          </strong>
        </Link>
        <span className="small muted sub">
          {[
            reference,
            ...systems.map(({ name }) => name),
            ...(published ? ['report published'] : []),
            ...(item.drill ? ['drill'] : []),
            ...(item.restricted ? ['restricted'] : []),
          ].join(' · ')}{' '}
          · <Time at={endedAt} />
        </span>
        {item.excerpts.slice(0, most).map(({ kind, title, seq, pieces }) => (
          <p key={`${kind} ${seq} ${pieces[0]?.text}`} className="lib-excerpt" dir="auto">
            <span className="muted">{title}: </span>
            <Marked pieces={pieces} />
          </p>
        ))}
        {tags.length === 0 ? null : (
          <p className="lib-tags">
            {tags.map((tag) => (
              <Link key={tag} to="/library" search={{ tag }} className="chip">
                {tag}
              </Link>
            ))}
          </p>
        )}
      </div>
    </li>
  );
}
