import { sql } from 'drizzle-orm'
import type { Database } from '../../database/connect.ts'
import { versions } from '../../database/log-tables.ts'
import { rows } from '../../database/rows.ts'
import type { Noun } from '../../model/noun.ts'
import type { RecordDocument } from '../../model/record-document.ts'
import { type NounName, nameOf } from '../../model/record-name.ts'
import { isHan } from '../../text/characters.ts'
import { replaceWord } from '../../text/fewer-words.ts'
import { foldedText } from '../../text/fold.ts'
import { wordsInRow } from '../../text/words-in-row.ts'
import type { Meant, Spelling } from './other-spellings.ts'
import { referencesTo } from './references-to.ts'

// Chinese shortens a name to some of its characters: 食環署 for 食物環境衞生署.

/** In characters: how long a short form is, and by how many times the part of a name that it is short for may be longer. */
const [shortest, longest, mostTimes] = [3, 6, 3]
/** How many names are looked at for each short form, how many short forms, and how many names that are as near are told. */
const [mostNames, mostForms, mostTold] = [20, 3, 5]

/** The search with the name, or the names, in which its characters stand closest in place of each of its words that may be short for one. */
export async function namesInFull(db: Database, nouns: Noun[], q: string, words: string[]): Promise<Spelling[]> {
  const named = nouns.filter(({ namedInSearch }) => namedInSearch)
  const forms = words.filter(isShortForm).slice(0, mostForms)
  if (forms.length === 0 || named.length === 0) return []
  const patterns = forms.map((form, index) => ({
    index,
    pattern: wordsInRow(form).folded.trim().replaceAll(' ', '[^|\\n]*'),
  }))
  const found = await rows<{ index: number; noun: NounName; id: string; body: string }>(
    db,
    sql`select short.index, names.noun, names.id, content as body
      from json_to_recordset(${JSON.stringify(patterns)}::json) as short (index int, pattern text)
      cross join lateral (
        ${sql.join(
          named.map(
            ({ name, table }) =>
              sql`(select ${name}::text as noun, id, version_id from ${table} where names ~ pattern order by length(names) limit ${mostNames})`,
          ),
          sql` union all `,
        )}
      ) as names join ${versions} using (version_id)`,
  )
  const full = found.flatMap(({ index, noun, id, body }) => {
    const form = forms[index] ?? ''
    const texts = named.find(({ name }) => name === noun)?.texts(JSON.parse(body) as RecordDocument) ?? []
    const names = texts.flatMap(({ text, weight }) => (weight === 'A' || weight === 'B' ? text : []))
    const spans = names.flatMap((name) => {
      const span = shortestSpan(form, name)
      return span > form.length && span <= form.length * mostTimes
        ? { form, span, meant: { noun, id, name, q: replaceWord(q, form, name) } }
        : []
    })
    return spans.sort(nearest).slice(0, 1)
  })
  const isNearest = ({ form, span }: Span) => !full.some((other) => other.form === form && other.span < span)
  const told = (await mostUsedFirst(db, nouns, full.filter(isNearest))).slice(0, mostTold)
  return told.map(({ meant }) => ({ meant, isWhole: true, isSure: true }))
}

interface Span {
  form: string
  span: number
  meant: Meant
}

/** Names that are no more than what is short come before others, and of these the ones to which most refers. */
async function mostUsedFirst(db: Database, nouns: Noun[], spans: Span[]): Promise<Span[]> {
  const inOrder = spans.sort(nearest)
  if (inOrder.length < 2) return inOrder
  const meant = inOrder.map(({ meant }) => meant)
  const uses = await referencesTo(db, nouns, meant)
  const isLonger = ({ span, meant }: Span) => Number(meant.name.length > 2 * span)
  const usesOf = ({ meant }: Span) => uses.get(nameOf(meant)) ?? 0
  return inOrder.sort(
    (one, other) => one.span - other.span || isLonger(one) - isLonger(other) || usesOf(other) - usesOf(one),
  )
}

/** Where the characters stand closest, in the shortest name, in the script of the short form. */
const nearest = (one: Span, other: Span) =>
  one.span - other.span || one.meant.name.length - other.meant.name.length || unlike(one) - unlike(other)

const unlike = ({ form, meant }: Span) => [...form].filter((character) => !meant.name.includes(character)).length

const isShortForm = (word: string) => word.length >= shortest && word.length <= longest && [...word].every(isHan)

/** In characters: the shortest part of a name in which those of a short form follow each other. */
function shortestSpan(form: string, name: string): number {
  const [characters, letters] = [[...foldedText(form)], [...foldedText(name)]]
  const spans = letters.flatMap((letter, start) => {
    if (letter !== characters[0]) return []
    let end = start
    for (const character of characters.slice(1)) end = end < 0 ? end : letters.indexOf(character, end + 1)
    return end < 0 ? [] : end - start + 1
  })
  return Math.min(...spans)
}
