import { type SQL, sql } from 'drizzle-orm'
import type { Database } from '../database/connect.ts'
import { logHead } from '../database/log-tables.ts'
import { headSeq, rows } from '../database/rows.ts'
import type { HeadWatch } from '../log/head.ts'
import { type Absent, absentAmong, absentNames, noRecord, standing } from '../log/standing.ts'
import { type AtPosition, keepAtPosition } from '../memory/at-position.ts'
import type { ListFilters } from '../model/list-filters.ts'
import type { Noun, Nouns } from '../model/noun.ts'
import { parametersGiven } from '../model/parameter.ts'
import { type NounName, nameOf } from '../model/record-name.ts'
import { repeatInstead } from '../problems/issue-words.ts'
import { ValidationProblem, type Violation } from '../problems/problems.ts'
import { adviseId } from './advise-id.ts'

/**
 * Checks of the ids in filters. Ids that name no record are refused, all at once, each with the id that it most likely
 * means.
 */
export interface IdChecks {
  /** The ids that are not yet known to name a record, to be checked by a statement; undefined if all are known. */
  open(db: Database, noun: Noun, filters: ListFilters): OpenIds | undefined
  /** Asks for them by a statement of its own. */
  check(db: Database, noun: Noun, filters: ListFilters): Promise<void>
}

/** Ids of which a statement is to tell whether they name a record. */
export interface OpenIds {
  /** A column of the statement: those that name none. */
  absent: SQL
  /** Refuses these, and remembers that at this position of the log the others name one. */
  settle(absent: Absent, seq: number): Promise<void>
}

/** The ids that name a record at the present position. */
type KnownIds = AtPosition<true>

const mostBytes = 2 * 1024 * 1024
const bytesOfEntry = 100
/** For how many ids that name nothing it is looked up what may have been meant. */
const mostAdvised = 3

export function keepIds({ present }: HeadWatch): KnownIds {
  return keepAtPosition(present, { name: 'ids', mostBytes })
}

/** Checks that ask the database for what is not known, and for everything where nothing is remembered. */
export function idChecks(nouns: Nouns, known?: KnownIds): IdChecks {
  const open: IdChecks['open'] = (db, noun, filters) => {
    const readAt = known?.present()
    const unknown = referencesIn(noun, filters).filter((reference) => !known?.find(nameOf(reference)))
    if (unknown.length === 0) return undefined
    return {
      absent: absentAmong(unknown),
      async settle(absent, seq) {
        const missing = absentNames(absent)
        const refused = unknown.filter((reference) => missing.has(nameOf(reference)))
        const violations: Violation[] = []
        for (const [at, one] of refused.entries()) violations.push(await violation(db, nouns, one, at < mostAdvised))
        if (violations.length > 0) throw new ValidationProblem(violations)
        for (const one of unknown) known?.keep(nameOf(one), readAt && { ...readAt, seq }, true, bytesOfEntry)
      },
    }
  }
  return { open, check: (db, noun, filters) => ask(db, open(db, noun, filters)) }
}

async function ask(db: Database, ids: OpenIds | undefined): Promise<void> {
  if (!ids) return
  const [row] = await rows<{ absent: Absent; seq: number }>(
    db,
    sql`select ${ids.absent} as absent, ${headSeq} from ${logHead} head`,
  )
  if (row) await ids.settle(row.absent, row.seq)
}

interface FilterReference {
  parameter: string
  noun: NounName
  id: string
}

function referencesIn({ parameters }: Noun, filters: ListFilters): FilterReference[] {
  return parametersGiven(parameters, filters).flatMap(([parameter, { references, takesNone }, values]) => {
    if (!references || !Array.isArray(values)) return []
    const ids = takesNone ? values.filter((id) => id !== 'none') : values
    return ids.map((id) => ({ parameter, noun: references, id }))
  })
}

async function violation(
  db: Database,
  nouns: Nouns,
  { parameter, noun, id }: FilterReference,
  isAdvised: boolean,
): Promise<Violation> {
  if (!isAdvised) return { parameter, detail: noRecord(noun, id) }
  const several = repeatInstead(parameter, id)
  if (several && (await areStanding(db, noun, several.values))) return { parameter, ...several.advice }
  const suggestion = await adviseId(db, nouns, noun, id)
  return { parameter, detail: noRecord(noun, id), ...(suggestion && { suggestion }) }
}

async function areStanding(db: Database, noun: NounName, ids: string[]): Promise<boolean> {
  const found = await standing(
    db,
    ids.map((id) => ({ noun, id })),
  )
  return found.size === new Set(ids).size
}
