import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { ErrorState, Loading } from './Page.tsx';

/** A list that grows by cursor: loading, failed, empty, or rows, with a way to older ones while there may be some. */
export function Endless<T>(props: {
  query: {
    data: { pages: ReadonlyArray<{ items: readonly T[] }> } | undefined;
    error: unknown;
    isPending: boolean;
    hasNextPage: boolean;
    isFetchingNextPage: boolean;
    fetchNextPage: () => unknown;
    refetch: () => unknown;
  };
  empty: ReactNode;
  older: string;
  children: (items: T[]) => ReactNode;
}) {
  const { query } = props;
  const items = query.data?.pages.flatMap((page) => page.items);
  if (!items) {
    return query.error ? (
      <ErrorState error={query.error} retry={() => query.refetch()} />
    ) : (
      <Loading lines={6} />
    );
  }
  return (
    <>
      {items.length === 0 ? props.empty : props.children(items)}
      {query.hasNextPage ? (
        <Button mt={16} loading={query.isFetchingNextPage} onClick={() => query.fetchNextPage()}>
          {props.older}
        </Button>
      ) : null}
    </>
  );
}
