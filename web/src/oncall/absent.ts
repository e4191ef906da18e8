import type { Span } from '../ui/SpanFields.tsx';

/** Those of the absences that touch a span of the form; none while its fields hold no times. */
export function absentDuring<A extends { readonly from: string; readonly until: string }>(
  absences: readonly A[],
  span: Span,
): A[] {
  // What the fields hold is local time, and read as such.
  const [from, until] = [Date.parse(span.from), Date.parse(span.until)];
  return absences.filter((absence) => Date.parse(absence.from) < until && from < Date.parse(absence.until));
}
