import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useMay } from '../identity/may.ts';
import { Loaded, PageHeader, Section } from '../ui/Page.tsx';
import { Time } from '../ui/Time.tsx';
import { ProseDiff, TextDiff } from './DiffView.tsx';
import { DraftList } from './edit/drafts.tsx';
import { type Review, reviewsQuery, type Version, versionQuery, versionsQuery } from './plan.ts';
import { ReviewLine } from './ReviewLine.tsx';
import './policy.css';

/** Every version: who wrote it and why, what it changed, and who has reviewed it. */
export function VersionsPage() {
  const versions = useQuery(versionsQuery);
  const reviews = useQuery(reviewsQuery).data?.items ?? [];
  const mayWrite = useMay('policy:write');
  return (
    <div className="page">
      <PageHeader title="Policy versions" lead="Each incident keeps the version it was declared with." />
      <Loaded query={versions}>
        {({ items }) => (
          <div className="stack-l">
            {mayWrite ? <DraftList version={items[0]?.version ?? 1} /> : null}
            <Section title="Published">
              <ol className="gaps">
                {items.map((version, at) => (
                  <VersionCard
                    key={version.version}
                    version={version}
                    inForce={at === 0}
                    reviews={reviews.filter((review) => review.version === version.version)}
                  />
                ))}
              </ol>
            </Section>
          </div>
        )}
      </Loaded>
    </div>
  );
}

function VersionCard(props: { version: Version; inForce: boolean; reviews: readonly Review[] }) {
  const { version, inForce, reviews } = props;
  const [open, setOpen] = useState(false);
  return (
    <li className="card card-pad">
      <div className="section-head">
        <h3>
          Version {version.version}
          {inForce ? <span className="chip policy-in-force">Current</span> : null}
        </h3>
        <span className="small muted">
          {version.authorName}
          {version.origin === 'file' ? ', from a file' : ''}, <Time at={version.createdAt} />
        </span>
      </div>
      <p>{version.reason}</p>
      {reviews.map((review) => (
        <p key={review.id} className="small muted">
          <ReviewLine review={review} />
        </p>
      ))}
      <div className="row policy-acts">
        {version.version > 1 ? (
          <Button size="xs" variant="default" aria-expanded={open} onClick={() => setOpen(!open)}>
            {open ? 'Hide changes' : 'Show changes'}
          </Button>
        ) : null}
        <Link to="/policy" search={{ version: version.version }} className="small">
          View version {version.version}
        </Link>
      </div>
      {open ? <Changes version={version.version} /> : null}
    </li>
  );
}

function Changes({ version }: { version: number }) {
  const shown = useQuery(versionQuery(version));
  return (
    <Loaded query={shown}>
      {({ diff }) =>
        diff ? (
          <div className="stack policy-changes">
            <h4>Summary</h4>
            <ProseDiff diff={diff} />
            <h4>Text</h4>
            <TextDiff diff={diff} />
          </div>
        ) : null
      }
    </Loaded>
  );
}
