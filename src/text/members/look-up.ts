type Tree = Readonly<Record<string, unknown>>;

const own = (of: unknown, name: string): unknown =>
  typeof of === 'object' && of !== null && Object.hasOwn(of, name) ? (of as Tree)[name] : undefined;

/** A text of a registry's member by its path; the last name where this version has no such text. */
export function memberText(members: object, group: string, id: string, ...path: readonly string[]): string {
  const found = [group, id, ...path].reduce<unknown>(own, members);
  return typeof found === 'string' ? found : id;
}
