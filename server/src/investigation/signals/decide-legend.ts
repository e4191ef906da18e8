import type { Series } from '../connectors/model.ts';

/** What tells the series of one chart apart: the labels that not all of them share, as `code=500, job=api`. */
export function legendOf(series: readonly Pick<Series, 'labels'>[]): readonly string[] {
  const names = [...new Set(series.flatMap(({ labels }) => Object.keys(labels)))].sort();
  const telling = names.filter((name) => new Set(series.map(({ labels }) => labels[name])).size > 1);
  return series.map(({ labels }) =>
    telling
      .flatMap((name) => (labels[name] === undefined ? [] : [`${name}=${labels[name]}`]))
      .join(', ')
      .slice(0, 200),
  );
}
