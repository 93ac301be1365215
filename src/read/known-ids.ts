import type { Database } from '../database/connect.ts'
import { repeatInstead } from '../http/issue-words.ts'
import { ValidationProblem, type Violation } from '../http/problems.ts'
import type { HeadWatch } from '../log/head.ts'
import { nameOf, noRecord, standing } from '../log/standing.ts'
import { type AtPosition, keepAtPosition } from '../memory/at-position.ts'
import type { NounName } from '../model/fields.ts'
import type { Noun, Nouns } from '../model/noun.ts'
import type { ListFilters } from '../model/parameters.ts'
import { adviseId } from './advise-id.ts'

/** Refuses filters whose ids name no record, all of them at once, each with the nearest id that does. */
export type CheckIds = (db: Database, noun: Noun, filters: ListFilters) => Promise<void>

/** The ids that name a record at the present position. */
export type KnownIds = AtPosition<true>

const mostBytes = 2 * 1024 * 1024
const bytesOfEntry = 100

export function keepIds({ present }: HeadWatch): KnownIds {
  return keepAtPosition(present, { name: 'ids', mostBytes })
}

/** A checker that asks the database for what is not known, and for everything where nothing is remembered. */
export function idChecker(nouns: Nouns, known?: KnownIds): CheckIds {
  return async (db, noun, filters) => {
    const readAt = known?.present()
    const unknown = referencesIn(noun, filters).filter((reference) => !known?.find(nameOf(reference)))
    if (unknown.length === 0) return
    const present = await standing(db, unknown)
    const missing = unknown.filter((reference) => !present.has(nameOf(reference)))
    if (missing.length > 0)
      throw new ValidationProblem(await Promise.all(missing.map((one) => violation(db, nouns, one))))
    for (const name of present) known?.keep(name, readAt, true, bytesOfEntry)
  }
}

interface FilterReference {
  parameter: string
  noun: NounName
  id: string
}

function referencesIn({ parameters }: Noun, filters: ListFilters): FilterReference[] {
  return Object.entries(parameters).flatMap(([parameter, { references }]) =>
    references ? idsOf(filters[parameter]).map((id) => ({ parameter, noun: references, id })) : [],
  )
}

function idsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((id) => id !== 'none') : []
}

async function violation(db: Database, nouns: Nouns, { parameter, noun, id }: FilterReference): Promise<Violation> {
  const parts = id.split(/[,，、;]/).map((part) => part.trim())
  const found =
    parts.length > 1
      ? await standing(
          db,
          parts.map((part) => ({ noun, id: part })),
        )
      : undefined
  if (found?.size === new Set(parts).size)
    return { parameter, detail: repeatInstead, suggestion: parts.map((part) => `${parameter}=${part}`).join('&') }
  const suggestion = await adviseId(db, nouns, noun, id)
  return { parameter, detail: noRecord(noun, id), ...(suggestion && { suggestion }) }
}
