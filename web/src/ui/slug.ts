/** An id made of a name: "Orders database" gives "orders-database". */
export function slugOf(name: string): string {
  return name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 60);
}

/** An id made of a name in any script: where no Latin letter is left of it, one that stands for the name, always the same. */
export function idOf(name: string, kind: string): string {
  const slug = slugOf(name);
  if (slug !== '' || name.trim() === '') return slug;
  const sum = [...name.trim()].reduce(
    (hash, char) => (hash * 31 + (char.codePointAt(0) ?? 0)) % 4_294_967_291,
    7,
  );
  return `${kind}-${sum.toString(36)}`;
}
