import { ValidationProblem } from '../../http/problems.ts'
import type { Sort } from '../../model/noun.ts'
import { type Cursor, fitsSort, madeForAnother } from '../../model/page-cursor.ts'

/** Gives a cursor back, but refuses one that was made for another list or order. */
export function cursorFor(cursor: Cursor | undefined, order: string, type: Sort['type']): Cursor | undefined {
  if (!cursor || (cursor.order === order && fitsSort(cursor, { type }))) return cursor
  throw new ValidationProblem([{ parameter: 'cursor', detail: madeForAnother }])
}
