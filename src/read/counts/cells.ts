import { type Column, compareValues } from './column.ts'
import { countAll, type Selection } from './selection.ts'

/** How many records have both values; null is having none. */
interface Cell {
  row: string | null
  column: string | null
  count: number
}

interface Cells {
  /** The cells that are not empty, those with the highest counts first. */
  cells: Cell[]
  /** The counts of each value of both facets. */
  heads: { facet: string; value: string | null; count: number }[]
  total: number
}

/** Beyond this many cells a table of all pairs would be a waste. */
const mostCells = 4_000_000

/** Counts the pairs of values of two facets, each record once in each; undefined where there are too many. */
export function countCells(selection: Selection, rows: string, columns: string): Cells | undefined {
  const across = selection.table.columns.get(columns)
  const down = selection.table.columns.get(rows)
  if (!across || !down || across.words.length * down.words.length > mostCells) return undefined
  const pairs = new Uint32Array(across.words.length * down.words.length)
  const held = { rows: new Uint32Array(down.words.length), columns: new Uint32Array(across.words.length) }
  countPairs(selection, down, across, pairs, held.rows, held.columns)
  const heads = (facet: string, { words }: Column, counts: Uint32Array) =>
    words.flatMap((value, code) => (counts[code] ? [{ facet, value, count: counts[code] }] : []))
  return {
    cells: toCells(pairs, down, across),
    heads: [...heads(rows, down, held.rows), ...heads(columns, across, held.columns)],
    total: countAll(selection),
  }
}

const none = new Uint8Array(1)

/** One loop over all records, which calls no function and allocates nothing; where a field has one value, each length is 1. */
function countPairs(
  { rows: selected, size }: Selection,
  down: Column,
  across: Column,
  pairs: Uint32Array,
  rows: Uint32Array,
  columns: Uint32Array,
): void {
  const [downCodes, downLengths] = [down.codes.held, down.lengths?.held]
  const [acrossCodes, acrossLengths] = [across.codes.held, across.lengths?.held]
  const width = across.words.length
  let downAt = 0
  let acrossAt = 0
  for (let record = 0; record < size; record++) {
    const downEnd = downAt + (downLengths ? (downLengths[record] as number) : 1)
    const acrossEnd = acrossAt + (acrossLengths ? (acrossLengths[record] as number) : 1)
    const kept = ((selected[record >>> 5] as number) >>> (record & 31)) & 1
    if (kept === 1) {
      // A record without a value has the code 0 once.
      const ofDown = downAt === downEnd ? none : downCodes
      const ofAcross = acrossAt === acrossEnd ? none : acrossCodes
      const downFirst = ofDown === none ? 0 : downAt
      const downLast = ofDown === none ? 1 : downEnd
      const acrossFirst = ofAcross === none ? 0 : acrossAt
      const acrossLast = ofAcross === none ? 1 : acrossEnd
      for (let at = acrossFirst; at < acrossLast; at++) (columns[ofAcross[at] as number] as number)++
      for (let row = downFirst; row < downLast; row++) {
        const code = ofDown[row] as number
        ;(rows[code] as number)++
        for (let at = acrossFirst; at < acrossLast; at++) (pairs[code * width + (ofAcross[at] as number)] as number)++
      }
    }
    downAt = downEnd
    acrossAt = acrossEnd
  }
}

function toCells(pairs: Uint32Array, down: Column, across: Column): Cell[] {
  const cells: Cell[] = []
  const width = across.words.length
  for (let pair = 0; pair < pairs.length; pair++) {
    const count = pairs[pair]
    if (!count) continue
    cells.push({ row: down.words[Math.floor(pair / width)] ?? null, column: across.words[pair % width] ?? null, count })
  }
  return cells.sort(
    (one, other) =>
      other.count - one.count || compareValues(one.row, other.row) || compareValues(one.column, other.column),
  )
}
