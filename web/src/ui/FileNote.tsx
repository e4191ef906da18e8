/** Said wherever something can be changed that an org.yaml may hold as well: an apply puts back what its file says. */
export function FileNote({ section }: { section: string }) {
  return (
    <p className="small muted">
      Kept in org.yaml? Change <code>{section}</code> there too, or the next apply will overwrite this change.
    </p>
  );
}
