/**
 * Divides due reviews among transactions: steps that go to one person belong together, for it is one message, and so do
 * people who share a step, for it is sent once. @returns ids of steps; those that go to nobody each by themselves
 */
export function groupReviews(
  due: readonly { readonly stepId: string; readonly personIds: readonly string[] }[],
): ReadonlySet<string>[] {
  let groups: { steps: Set<string>; people: Set<string> }[] = [];
  for (const { stepId, personIds } of due) {
    const joined = groups.filter(({ people }) => personIds.some((id) => people.has(id)));
    const group = {
      steps: new Set([stepId, ...joined.flatMap(({ steps }) => [...steps])]),
      people: new Set([...personIds, ...joined.flatMap(({ people }) => [...people])]),
    };
    groups = [...groups.filter((each) => !joined.includes(each)), group];
  }
  return groups.map(({ steps }) => steps);
}
