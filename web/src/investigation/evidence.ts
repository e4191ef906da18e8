/** Pinned evidence as people read it, from the JSON that was kept. */
export interface ReadEvidence {
  readonly query: string | null;
  readonly unit: string | null;
  readonly series: readonly {
    readonly label: string;
    readonly points: readonly { readonly at: number; readonly value: number | null }[];
  }[];
  readonly lines: readonly { readonly at: string; readonly level: string | null; readonly text: string }[];
}

/** @returns null for what this version cannot read: it is shown as it is then */
export function readEvidence(content: string): ReadEvidence | null {
  try {
    const kept = JSON.parse(content) as Kept;
    if (kept.version !== 1) return null;
    const about = { query: kept.asked?.query ?? null, unit: kept.asked?.unit ?? null, series: [], lines: [] };
    if (kept.messages)
      return {
        ...about,
        lines: kept.messages.map(({ firstAt, text }) => ({ at: firstAt, level: null, text })),
      };
    if (kept.found?.lines) return { ...about, lines: kept.found.lines };
    if (!kept.found?.series) return null;
    const series = kept.found.series.map(({ labels, points }) => ({
      label: Object.entries(labels)
        .map(([name, value]) => `${name}=${value}`)
        .join(', '),
      points: points.map(([at, value]) => ({ at, value })),
    }));
    return { ...about, series };
  } catch {
    return null;
  }
}

/** Version 1, of a query or of an error. */
interface Kept {
  readonly version?: number;
  readonly asked?: { readonly query: string; readonly unit: string | null };
  readonly found?: {
    readonly series?: readonly {
      readonly labels: Readonly<Record<string, string>>;
      readonly points: readonly (readonly [number, number | null])[];
    }[];
    readonly lines?: readonly { readonly at: string; readonly level: string | null; readonly text: string }[];
  };
  readonly messages?: readonly { readonly firstAt: string; readonly text: string }[];
}
