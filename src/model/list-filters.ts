export const unknowns = ['leave-out', 'include', 'only'] as const

/** The filters and settings of a list that conditions may look at besides their own value. */
export interface ListFilters {
  dateMatch?: 'possible' | 'certain'
  /** Whether records are returned that the filters neither keep nor reject. */
  unknown?: (typeof unknowns)[number]
  /** With `only`: those that are undetermined for each of these parameters. */
  unknownOf?: string[]
  /** The parameters that a record has to meet for certain in any case. */
  knownOf?: string[]
  [parameter: string]: unknown
}

/** Parameters that say how the filters are meant. */
const meanings = ['dateMatch', 'unknown', 'unknownOf', 'knownOf'] as const
export const isMeaning = (name: string) => meanings.some((meaning) => meaning === name)

/** The parameters that choose records besides a noun's own filters. All others of a list are settings. */
export const besideFilters = ['q', ...meanings] as const

/** The part of a query that chooses records: the parameters of the noun, and those that every list has for it. */
export function choosing({ parameters }: { parameters: object }, query: ListFilters): ListFilters {
  return Object.fromEntries(
    Object.entries(query).filter(
      ([name]) => Object.hasOwn(parameters, name) || besideFilters.some((beside) => beside === name),
    ),
  )
}

/** Whether records have to meet a parameter of a query for certain. */
export function isCertain({ unknown = 'leave-out', knownOf }: ListFilters, name: string): boolean {
  return unknown === 'leave-out' || (knownOf?.includes(name) ?? false)
}
