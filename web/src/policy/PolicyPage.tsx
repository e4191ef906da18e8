import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useMay } from '../identity/may.ts';
import { Loaded, PageHeader } from '../ui/Page.tsx';
import { Prose, readMarkdown } from '../ui/Prose.tsx';
import { Sheet } from '../ui/Sheet.tsx';
import { Time } from '../ui/Time.tsx';
import { policyQuery, policyTextQuery } from './api.ts';
import { ReviewForm } from './ReviewForm.tsx';

/** The policy in force, as prose: what Tocsin runs is what everybody can read. */
export function PolicyPage() {
  const policy = useQuery(policyQuery);
  const text = useQuery(policyTextQuery);
  const mayWrite = useMay('policy:write');
  const [reviewing, setReviewing] = useState(false);
  return (
    <div className="page">
      <PageHeader
        title="Policy"
        lead={
          policy.data ? (
            <>
              Version {policy.data.version}, in force since <Time at={policy.data.createdAt} />. New incidents
              follow it; open ones keep the version they began with.
            </>
          ) : null
        }
        actions={
          <>
            <Link to="/rehearse">Rehearse</Link>
            <Link to="/coverage">Coverage</Link>
            <Link to="/policy/versions">Versions</Link>
            {mayWrite ? <Link to="/policy/edit">Edit</Link> : null}
            {mayWrite && policy.data ? (
              <Button onClick={() => setReviewing(true)}>Record a review</Button>
            ) : null}
            <Button onClick={() => window.print()}>Print</Button>
          </>
        }
      />
      {policy.data?.lastReview ? (
        <p className="small muted">
          Version {policy.data.lastReview.version} was reviewed{' '}
          <Time at={policy.data.lastReview.reviewedAt} />:{' '}
          {policy.data.lastReview.outcome === 'still_right' ? 'still right' : 'needs a change'}.
        </p>
      ) : null}
      <Sheet title="Record a review" open={reviewing} onClose={() => setReviewing(false)}>
        <ReviewForm version={policy.data?.version ?? 1} onDone={() => setReviewing(false)} />
      </Sheet>
      <Loaded query={text} lines={8}>
        {(markdown) => <Document markdown={markdown} />}
      </Loaded>
    </div>
  );
}

function Document({ markdown }: { markdown: string }) {
  const blocks = readMarkdown(markdown);
  return (
    <div className="doc">
      <nav className="doc-toc" aria-label="Contents">
        {blocks.map((block) =>
          block.kind === 'heading' && block.level === 2 ? (
            <a key={block.id} href={`#${block.id}`}>
              {block.text}
            </a>
          ) : null,
        )}
      </nav>
      <Prose blocks={blocks} />
    </div>
  );
}
