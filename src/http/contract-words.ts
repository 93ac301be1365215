import { type Item, isItem, isNode } from './contract-document.ts'

/** Descriptions for members of these names in any schema that has no description of its own. */
const words: Readonly<Record<string, string>> = {
  en: 'For English.',
  'zh-Hant': 'For Chinese in Traditional script.',
  'zh-Hans': 'For Chinese in Simplified script.',
  id: 'Id of the record.',
  noun: 'The kind of record.',
  version: 'The version of the record.',
  record: 'The record.',
  citations: 'Where the facts of the record are stated.',
  note: 'What else is to be said of it.',
  notes: 'What else is to be said of the record.',
  locator: 'Where in the source.',
  scheme: 'The scheme that the value belongs to, such as `iso-3166-2`.',
  value: 'The value.',
  label: 'The name in words.',
  sha256: 'SHA-256 in hexadecimal.',
  url: 'The address on the web.',
  unit: 'What is counted.',
  data: 'What was asked for, in its order.',
  total: 'How many there are in all.',
  next: 'The cursor of the next page; null on the last.',
  href: 'The address of what this tells of.',
  seq: 'The position in the log.',
  op: 'What was done.',
  reason: 'Why, as its writer said.',
  requestId: 'The id of the request that did it.',
  changes: 'The changes, in the order of the log.',
  records: 'The records.',
  kind: 'Of which kind it is.',
  status: 'How it stands or came out.',
  name: 'The name.',
  count: 'How many there are.',
  statement: 'What the numbers say, in words.',
  countedOnce: 'Each record is counted once, however many values it has.',
  measure: 'What is counted.',
  itemised: 'How many records the registry has of it.',
  claims: 'What sources state, each compared with what is itemised.',
  dimensions: 'The fields by which records are counted.',
  rows: 'The rows, or the field that makes them.',
  columns: 'The columns, or the field that makes them.',
  totals: 'All together.',
  interval: 'The length of a step.',
  by: 'The field of which each value has a line; null: none.',
  series: 'One line for each value.',
  from: 'Where it begins.',
  to: 'Where it ends.',
  path: 'JSON Pointer to what is changed.',
  parameter: 'The name of the parameter.',
  renamed: 'What has another id now.',
  scopes: 'What the key allows.',
  createdAt: 'When it was made.',
  expiresAt: 'When it stops working; null: never.',
  revokedAt: 'When it was revoked; null: never.',
  summary: 'How many records came out in each way.',
  created: 'How many were created.',
  updated: 'How many were changed.',
  unchanged: 'How many stand as they were.',
  deleted: 'How many were deleted.',
  failed: 'How many could not be written.',
  '@context': 'What the names mean.',
  '@id': 'The address that names it.',
  '@type': 'What it is.',
}

/** Describes the members that do not describe themselves. */
export function describeMembers(node: unknown, schemas: Item): void {
  if (!isNode(node)) return
  if (isItem(node.properties))
    for (const [name, member] of Object.entries(node.properties)) {
      const said = words[name]
      if (isItem(member) && said && !isDescribed(member, schemas)) member.description = said
    }
  for (const inner of Object.values(node)) describeMembers(inner, schemas)
}

/** Whether a member, or the shared schema that it names, says what it is. */
function isDescribed(member: Item, schemas: Item): boolean {
  if (member.description) return true
  const shared = typeof member.$ref === 'string' ? schemas[member.$ref.replace('#/components/schemas/', '')] : undefined
  return isItem(shared) && shared.description !== undefined
}
