import { z } from 'zod'
import { message } from '../language/messages.ts'
import { texts } from '../language/texts.ts'
import { parseJson } from '../problems/json-text.ts'
import { ValidationProblem } from '../problems/problems.ts'
import type { Sort } from './declaration.ts'

/** The position in a list after which a page begins: the order it was read in, and the sort key and id of the last record. */
export interface Cursor {
  order: string
  key: string
  id: string
}

const content = z.tuple([z.string().max(50), z.string().max(4100), z.string().max(120)])

/** Opaque to clients; anything that this registry did not make is refused by validation. */
export const cursor = z
  .codec(z.string().min(1).max(8000), z.custom<Cursor>(), {
    decode: (text, context) => {
      const parsed = content.safeParse(parseJson(Buffer.from(text, 'base64url').toString()))
      if (parsed.success && encodeCursor(toCursor(parsed.data)) === text) return toCursor(parsed.data)
      context.issues.push({
        code: 'custom',
        message: message('is not a cursor of this registry', '並非本登記冊的游標', '并非本登记册的游标'),
        input: text,
      })
      return z.NEVER
    },
    encode: encodeCursor,
  })
  .describe('Where the page begins: the `next` of the page before.')

export function encodeCursor({ order, key, id }: Cursor): string {
  return Buffer.from(JSON.stringify([order, key, id])).toString('base64url')
}

function toCursor([order, key, id]: z.infer<typeof content>): Cursor {
  return { order, key, id }
}

const keyPatterns: Record<Sort['type'], RegExp> = {
  text: /^[^\0]*$/,
  date: /^\d{4}-\d\d-\d\d$/,
  integer: /^-?\d{1,9}$/,
}

/** Gives a cursor back, but refuses one that was made for another list or order: it would skip and repeat records. */
export function cursorFor(cursor: Cursor | undefined, order: string, type: Sort['type']): Cursor | undefined {
  if (!cursor || (cursor.order === order && fitsSort(cursor, type))) return cursor
  const detail = texts(
    'This was made for another list or another order.',
    '此游標屬於另一清單或另一排序。',
    '此游标属于另一清单或另一排序。',
  )
  throw new ValidationProblem([{ parameter: 'cursor', detail }])
}

/** The rows of a page, of which one more was read than it holds, and where the next page begins. */
export function cutPage<Row>(
  rows: Row[],
  limit: number,
  cursorOf: (row: Row) => Cursor,
): { page: Row[]; last?: Cursor; next: string | null } {
  const page = rows.slice(0, limit)
  const end = rows.length > limit ? page.at(-1) : undefined
  const last = end && cursorOf(end)
  return { page, last, next: last ? encodeCursor(last) : null }
}

/** Whether a cursor's key is a value that the sort could have given; a forged one would fail in the database. */
function fitsSort({ key, id }: Cursor, type: Sort['type']): boolean {
  const isDay = type !== 'date' || !Number.isNaN(Date.parse(key))
  return keyPatterns[type].test(key) && isDay && !/[\0\p{Surrogate}]/u.test(key + id)
}
