import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Loaded, Section } from '../ui/Page.tsx';
import { tell } from '../ui/Toasts.tsx';
import { ActionForm, ActionList, NoActions } from './ActionList.tsx';
import { ImportIssue } from './ImportIssue.tsx';
import { Texts } from './ReportParts.tsx';
import { actionsOfQuery, type ReportReply } from './report-api.ts';

/** Actions are entered as they are said. */
export function Actions({ reference, data, may }: { reference: string; data: ReportReply; may: boolean }) {
  const actions = useQuery(actionsOfQuery(reference));
  const queries = useQueryClient();
  const [round, setRound] = useState(0);
  const added = (words: string) => {
    tell(words);
    // An empty form for the next one.
    setRound(round + 1);
    void queries.invalidateQueries({ queryKey: ['reviews'] });
  };
  return (
    <Section title="Actions" className="card card-pad">
      <Loaded query={actions} lines={3}>
        {({ items }) => (items.length === 0 ? <NoActions /> : <ActionList items={items} may={may} />)}
      </Loaded>
      {may ? (
        <details className="act-add" open={actions.data?.items.length === 0 ? undefined : true}>
          <summary>Add an action</summary>
          <ActionForm key={round} reference={reference} onDone={added} />
        </details>
      ) : null}
      {may ? <ImportIssue key={`import-${round}`} reference={reference} onDone={added} /> : null}
      {actions.data?.items.length === 0 ? (
        <Texts data={data} reference={reference} may={may} ids={['no_actions']} />
      ) : null}
    </Section>
  );
}
