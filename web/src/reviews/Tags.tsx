import { Button, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { meQuery } from '../identity/session.ts';
import { Icon } from '../ui/Icon.tsx';
import { tellFailure } from '../ui/Toasts.tsx';
import { changeTags, tagsOfQuery, tagsQuery } from './library-api.ts';
import './library.css';

/** The tags of an incident: each leads to what else has it. */
export function Tags({ reference, may }: { reference: string; may: boolean }) {
  const queries = useQueryClient();
  const own = useQuery(tagsOfQuery(reference)).data?.tags;
  const [word, setWord] = useState('');
  const [isTyping, setIsTyping] = useState(false);
  // Tags of other incidents, which whoever came by a page's link may not see.
  const limited = useQuery(meQuery).data?.within !== null;
  const known = useQuery({ ...tagsQuery, enabled: isTyping && !limited }).data?.items ?? [];
  if (own === undefined || (own.length === 0 && !may)) return null;
  const change = (body: { add: string[]; remove: string[] }) =>
    changeTags(reference, body)
      .then((after) => {
        queries.setQueryData(tagsOfQuery(reference).queryKey, after);
        void queries.invalidateQueries({ queryKey: tagsQuery.queryKey, exact: true });
        setWord('');
      })
      .catch(tellFailure);
  return (
    <>
      {own.length === 0 ? null : (
        <ul className="lib-tags" aria-label="Tags">
          {own.map((tag) => (
            <li key={tag} className="chip">
              <Link to="/library" search={{ tag }}>
                {tag}
              </Link>
              {may ? (
                <button
                  type="button"
                  className="lib-remove"
                  aria-label={`Remove tag ${tag}`}
                  onClick={() => void change({ add: [], remove: [tag] })}
                >
                  <Icon name="close" size={13} />
                </button>
              ) : null}
            </li>
          ))}
        </ul>
      )}
      {may ? (
        <form
          className="row lib-add"
          onSubmit={(event) => {
            event.preventDefault();
            if (word.trim() !== '') void change({ add: [word], remove: [] });
          }}
        >
          <TextInput
            className="grow"
            size="xs"
            aria-label="New tag"
            placeholder="connection-pool"
            list={`tags-${reference}`}
            value={word}
            onFocus={() => setIsTyping(true)}
            onChange={(event) => setWord(event.currentTarget.value)}
          />
          <datalist id={`tags-${reference}`}>
            {known.map(({ tag }) => (
              <option key={tag} value={tag} />
            ))}
          </datalist>
          <Button type="submit" size="xs">
            Add tag
          </Button>
        </form>
      ) : null}
    </>
  );
}
