import { z } from 'zod'
import type { Database } from '../../database/connect.ts'
import type { Language } from '../../language/texts.ts'
import { surroundingsIn } from '../../log/surroundings.ts'
import { checkRecords } from '../../model/check-records.ts'
import { withoutOwned } from '../../model/documents.ts'
import { count } from '../../model/fields.ts'
import type { Noun, Nouns } from '../../model/noun.ts'
import type { StoredDocument } from '../../model/record-document.ts'
import { levels } from '../../model/rule.ts'

const finding = z.strictObject({
  rule: z
    .string()
    .describe('The name of the rule; `/v1/gaps?kind=<rule>` lists all records in which it finds something.'),
  level: z.enum(levels).describe('`error`: wrong by itself. `warning`: to be looked at; it may be right.'),
  pointer: z.string().describe('JSON Pointer to the field.').meta({ example: '/citations/0' }),
  found: z.string().optional().describe('The words or the value that the rule found.'),
  why: z.string().describe('What is amiss and why it matters, in the language asked for.'),
})

export const checksAnswer = z.strictObject({ data: z.array(finding), total: count }).meta({ id: 'Checks' })

/** Runs the rules of its noun on a stored record. */
export async function checkStored(
  db: Database,
  nouns: Nouns,
  noun: Noun,
  body: string,
  language: Language,
): Promise<z.infer<typeof checksAnswer>> {
  const [findings = []] = await checkRecords(
    [{ noun, document: withoutOwned(JSON.parse(body) as StoredDocument) }],
    surroundingsIn(db, nouns),
  )
  const data = findings.map(({ rule, level, pointer, found, why }) => ({
    rule,
    level,
    pointer,
    ...(found !== undefined && { found }),
    why: why[language],
  }))
  return { data, total: data.length }
}
