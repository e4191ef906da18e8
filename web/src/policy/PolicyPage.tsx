import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useMay } from '../identity/may.ts';
import { Loaded, PageHeader } from '../ui/Page.tsx';
import { Prose, readMarkdown } from '../ui/Prose.tsx';
import { Sheet } from '../ui/Sheet.tsx';
import { Time } from '../ui/Time.tsx';
import { policyQuery, policyTextQuery } from './api.ts';
import { versionsQuery } from './plan.ts';
import { ReviewForm } from './ReviewForm.tsx';
import { ReviewLine } from './ReviewLine.tsx';
import './policy.css';

const route = getRouteApi('/app/policy');

/** The policy as prose: what Tocsin runs is what everybody can read. Without a version, the one in force. */
export function PolicyPage() {
  const { version } = route.useSearch();
  const policy = useQuery(policyQuery);
  const text = useQuery(policyTextQuery(version));
  const earlier = version !== undefined && policy.data !== undefined && version !== policy.data.version;
  return (
    <div className="page">
      {earlier ? <EarlierHead version={version} inForce={policy.data.version} /> : <CurrentHead />}
      {policy.data?.lastReview && !earlier ? (
        <p className="small muted policy-reviewed">
          <ReviewLine review={policy.data.lastReview} version />
        </p>
      ) : null}
      <Loaded query={text} lines={8}>
        {(markdown) => <Document markdown={markdown} />}
      </Loaded>
    </div>
  );
}

function CurrentHead() {
  const policy = useQuery(policyQuery).data;
  const mayWrite = useMay('policy:write');
  const [reviewing, setReviewing] = useState(false);
  return (
    <>
      <PageHeader
        title="Policy"
        lead={
          policy ? (
            <>
              Version {policy.version} by {policy.authorName}, current since <Time at={policy.createdAt} />.
              New incidents use it; open ones keep the version they started with.
            </>
          ) : null
        }
        actions={
          <>
            <Link to="/rehearse">Rehearse</Link>
            <Link to="/coverage">Coverage</Link>
            <Link to="/policy/versions">Versions</Link>
            {mayWrite ? <Link to="/policy/edit">Edit</Link> : null}
            {mayWrite && policy ? <Button onClick={() => setReviewing(true)}>Record review</Button> : null}
            <Button onClick={() => window.print()}>Print</Button>
          </>
        }
      />
      <Sheet title="Record review" open={reviewing} onClose={() => setReviewing(false)}>
        <ReviewForm version={policy?.version ?? 1} onDone={() => setReviewing(false)} />
      </Sheet>
    </>
  );
}

/** A version that new incidents do not follow any more; some open one may. */
function EarlierHead({ version, inForce }: { version: number; inForce: number }) {
  const known = useQuery(versionsQuery).data?.items.find((each) => each.version === version);
  return (
    <PageHeader
      title={`Policy, version ${version}`}
      lead={
        <>
          {known ? (
            <>
              By {known.authorName}, <Time at={known.createdAt} />: {known.reason}.{' '}
            </>
          ) : null}
          New incidents use <Link to="/policy">version {inForce}</Link>.
        </>
      }
      actions={
        <>
          <Link to="/policy/versions">Versions</Link>
          <Button onClick={() => window.print()}>Print</Button>
        </>
      }
    />
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
