/** The member of a table by a name that a client gave. Names that every object inherits, such as `constructor`, name none. */
export function ownMember<T>(table: Readonly<Record<string, T>> | undefined, name: string): T | undefined {
  return table && Object.hasOwn(table, name) ? table[name] : undefined
}
