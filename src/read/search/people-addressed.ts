import { and, or, type SQL, sql } from 'drizzle-orm'
import type { Database } from '../../database/connect.ts'
import { versions } from '../../database/log-tables.ts'
import { rows } from '../../database/rows.ts'
import type { Noun, Nouns } from '../../model/noun.ts'
import type { RecordDocument } from '../../model/record-document.ts'
import { otherWords } from '../../text/everyday-words.ts'
import { foldedText } from '../../text/fold.ts'
import { surnameAddressed } from '../../text/forms-of-address.ts'
import { toTsquery } from '../../text/matching.ts'
import { mostNamed } from '../../text/query-language.ts'
import { termsOf } from '../../text/query-terms.ts'
import { wordsInRow } from '../../text/words-in-row.ts'

/** The people whom a surname with a post may mean, as a search for any of them: 許正宇 for 許局長. Undefined if there is none, or more than a search may name. */
export async function peopleAddressed(db: Database, nouns: Nouns, text: string): Promise<string | undefined> {
  const people = [...nouns.values()].filter(({ arePeople }) => arePeople)
  const { surname, post } = surnameAddressed(text) ?? {}
  if (!surname || !post || people.length === 0) return undefined
  const found = await rows<{ noun: string; body: string }>(
    db,
    sql`select called.noun, content as body from (${sql.join(
      people.map((noun) => calledSo(noun, surname, post)),
      sql` union all `,
    )}) as called join ${versions} using (version_id) order by called.noun, called.id limit ${mostNamed + 1}`,
  )
  if (found.length > mostNamed) return undefined
  const names = found.flatMap(({ noun, body }) => {
    const texts = nouns.get(noun)?.texts(JSON.parse(body) as RecordDocument) ?? []
    return texts.find(({ text, weight }) => weight === 'A' && foldedText(text).startsWith(surname))?.text ?? []
  })
  return names.length > 0 ? names.join(' OR ') : undefined
}

const calledSo = ({ name, table }: Noun, surname: string, post: string) =>
  sql`select ${name}::text as noun, id, version_id from ${table} where ${isCalledSo(surname, post)}`

/** The condition on people that they have a surname, and a post that ends so. */
export function isCalledSo(surname: string, post: string): SQL {
  const has = (text: string) => sql`search @@ ${termsOf(text, { excluded: false }).map(toTsquery).join(' & ')}::tsquery`
  const rowOf = (text: string) => wordsInRow(text).folded
  const endsSo = (post: string) => and(has(post), sql`position(${`${rowOf(post)}|`} in words || '|') > 0`)
  const begins = sql`position(${`|${rowOf(surname)}`} in '|' || translate(names, E'\\n', '|')) > 0`
  return sql`${and(has(surname), begins, or(...[post, ...otherWords(post)].map(endsSo)))}`
}
