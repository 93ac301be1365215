import { type Item, isItem, isNode } from './contract-document.ts'

/** Descriptions for members of these names in any schema that has no description of its own. */
export type MemberWords = Readonly<Record<string, string>>

/** Describes the members that do not describe themselves. */
export function describeMembers(node: unknown, schemas: Item, words: MemberWords): void {
  if (!isNode(node)) return
  if (isItem(node.properties))
    for (const [name, member] of Object.entries(node.properties)) {
      const said = words[name]
      if (isItem(member) && said && !isDescribed(member, schemas)) member.description = said
    }
  for (const inner of Object.values(node)) describeMembers(inner, schemas, words)
}

/** Whether a member, or the shared schema that it names, says what it is. */
function isDescribed(member: Item, schemas: Item): boolean {
  if (member.description) return true
  const shared = typeof member.$ref === 'string' ? schemas[member.$ref.replace('#/components/schemas/', '')] : undefined
  return isItem(shared) && shared.description !== undefined
}
